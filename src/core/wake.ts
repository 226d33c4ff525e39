import { setTimeout as pause } from "node:timers/promises";
import { BroadcastChannel } from "node:worker_threads";

/**
 * Tells those of this process who wait for work, on whatever thread, that there may be some. Other
 * processes' workers look for themselves.
 */
export class Wake {
  readonly #others: BroadcastChannel;
  #woken = new AbortController();

  /** The same name on another thread is the same work. */
  constructor(name: string) {
    this.#others = new BroadcastChannel(`tenure ${name}`);
    this.#others.addEventListener("message", () => this.#wakeHere());
    // Nobody's process goes on only to hear of this. (The types leave it out.)
    (this.#others as BroadcastChannel & { unref(): void }).unref();
  }

  /** Wakes all who wait. */
  wake(): void {
    this.#wakeHere();
    this.#others.postMessage(null);
  }

  /** Aborts at the next {@link wake}; to be asked for before looking, so that nothing comes unseen in between. */
  woken(): AbortSignal {
    return this.#woken.signal;
  }

  #wakeHere(): void {
    this.#woken.abort();
    this.#woken = new AbortController();
  }
}

/** Resolves when the time is over or one of the signals aborts. */
export async function rest(milliseconds: number, ...signals: readonly AbortSignal[]): Promise<void> {
  if (milliseconds <= 0) return;
  await pause(milliseconds, undefined, { signal: AbortSignal.any([...signals]) }).catch(() => undefined);
}
