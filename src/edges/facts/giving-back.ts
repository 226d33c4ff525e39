/** Milliseconds without a statement after which memory is given back. */
const QUIET = 5_000;

/**
 * The engine keeps memory of heavy work for the next. Calls `giveBack` once nothing has been asked
 * for some seconds, and again only after something was.
 */
export class GivingBack {
  readonly #giveBack: () => void;
  #timer: NodeJS.Timeout | null = null;

  constructor(giveBack: () => void) {
    this.#giveBack = giveBack;
  }

  /** A statement ended: the quiet begins anew. */
  restarted(): void {
    if (this.#timer) this.#timer.refresh();
    else this.#timer = setTimeout(() => this.#now(), QUIET).unref();
  }

  /** Nothing is given back any more. */
  stop(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
  }

  #now(): void {
    this.#timer = null;
    this.#giveBack();
  }
}
