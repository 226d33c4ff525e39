import type { State } from "../../core/state.ts";
import type { ReaderProgress } from "./process/messages.ts";
import { changeImport, type ImportRow } from "./queries.ts";

/** Progress is written at most so often. */
const EVERY = 500;

/** Keeps how far an import is, with its rate and the time left. */
export class ProgressKeeper {
  readonly #state: State;
  readonly #row: ImportRow;
  #stage: ReaderProgress["stage"] = "staging";
  #begun = performance.now();
  #written = 0;

  constructor(state: State, row: ImportRow) {
    this.#state = state;
    this.#row = row;
  }

  /** Notes it; false where the import was cancelled meanwhile. */
  async keep(progress: ReaderProgress): Promise<boolean> {
    const now = performance.now();
    if (progress.stage !== this.#stage) {
      this.#stage = progress.stage;
      this.#begun = now;
    }
    if (now - this.#written < EVERY) return true;
    this.#written = now;
    return this.#write(progress, (now - this.#begun) / 1000);
  }

  /** Notes the end. */
  async end(rows: number): Promise<void> {
    const seconds = (performance.now() - this.#begun) / 1000;
    await this.#write({ stage: this.#stage, rows, total: rows, bytes: this.#row.bytes }, seconds);
  }

  #write(progress: ReaderProgress, seconds: number): Promise<boolean> {
    const { rows, bytes } = progress;
    const total = progress.total ?? (bytes > 0 ? Math.round((rows * this.#row.bytes) / bytes) : null);
    const rate = seconds > 0 ? Math.round(rows / seconds) : 0;
    const secondsLeft = total !== null && rate > 0 ? Math.max(0, Math.round((total - rows) / rate)) : null;
    const json = JSON.stringify({ rows, total, bytes, rate, secondsLeft });
    return changeImport(this.#state, this.#row.id, ["staging", "running"], { progress: json });
  }
}
