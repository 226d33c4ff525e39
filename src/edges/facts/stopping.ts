/** Milliseconds between attempts: the statement may not have reached the engine at the first. */
const AGAIN = 100;

/**
 * Calls `stop` when the signal aborts, and again until the returned function is called, which is
 * when the statement has ended.
 */
export function stopOnAbort(signal: AbortSignal, stop: () => void): () => void {
  let timer: NodeJS.Timeout | undefined;
  const repeat = () => {
    stop();
    timer = setTimeout(repeat, AGAIN);
  };
  if (signal.aborted) repeat();
  else signal.addEventListener("abort", repeat, { once: true });
  return () => {
    signal.removeEventListener("abort", repeat);
    clearTimeout(timer);
  };
}
