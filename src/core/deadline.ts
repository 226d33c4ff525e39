/** Supervisors usually kill after ten seconds: who waits longer than this is told what for. */
const SAY_EVERY_MS = 3_000;

/**
 * Settles as the work does, or rejects once the time is over. The work itself goes on: its asker
 * must not depend on its not happening.
 */
export async function within<Value>(
  milliseconds: number,
  work: Promise<Value>,
  late: () => Error,
): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(late()), milliseconds);
  });
  try {
    return await Promise.race([work, over]);
  } finally {
    clearTimeout(timer);
  }
}

/** Settles as the work does; while it takes long, `say` is called again and again. */
export async function saidWhile<Value>(
  work: Promise<Value>,
  say: () => void,
  every = SAY_EVERY_MS,
): Promise<Value> {
  const timer = setInterval(say, every);
  try {
    return await work;
  } finally {
    clearInterval(timer);
  }
}
