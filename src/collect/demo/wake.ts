let waiting = new AbortController();

/** Tells the worker in this process at once that the demo is to be loaded or removed. */
export function wakeDemo(): void {
  waiting.abort();
  waiting = new AbortController();
}

/** Aborts when {@link wakeDemo} is called. */
export function demoWoken(): AbortSignal {
  return waiting.signal;
}
