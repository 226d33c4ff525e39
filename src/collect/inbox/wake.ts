/** Tells the worker in this process that there is work; other processes' workers look for themselves. */
const waiting = new Set<() => void>();

/** Wakes whoever waits for work. */
export function wake(): void {
  for (const resume of waiting) resume();
}

/** Resolves when work came, the time is over, or the signal aborts. */
export function untilWork(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const resume = (): void => {
      clearTimeout(timer);
      waiting.delete(resume);
      signal.removeEventListener("abort", resume);
      resolve();
    };
    const timer = setTimeout(resume, milliseconds);
    waiting.add(resume);
    signal.addEventListener("abort", resume);
    if (signal.aborted) resume();
  });
}
