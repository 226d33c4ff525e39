/** Tells the worker in this process that an import waits; other processes' workers look for themselves. */
let waiting = new AbortController();

/** Wakes the worker. */
export function wakeImports(): void {
  waiting.abort();
  waiting = new AbortController();
}

/** Aborts when an import waits. */
export function importsWoken(): AbortSignal {
  return waiting.signal;
}
