import { setTimeout as pause } from "node:timers/promises";
import type { Context } from "../../core/context.ts";
import { appendLinesToInbox, inboxBacklog } from "../inbox/index.ts";
import { countHandedOver, type ImportRow } from "./queries.ts";

/** Events and characters of one row of the inbox. */
const MOST_EVENTS = 2_000;
const MOST_CHARACTERS = 4 * 1024 * 1024;
/** Beyond, the file waits: the inbox is no place to keep it in. */
const MOST_WAITING = 40_000;

/** Hands events over to the inbox, chunk by chunk, each in one transaction with the checkpoint. */
export class HandOver {
  readonly #context: Context;
  readonly #row: ImportRow;
  readonly #signal: AbortSignal;
  #lines: string[] = [];
  #characters = 0;

  constructor(context: Context, row: ImportRow, signal: AbortSignal) {
    this.#context = context;
    this.#row = row;
    this.#signal = signal;
  }

  /** Adds one event as JSON; false where the import was cancelled or the worker stops. */
  async add(line: string): Promise<boolean> {
    this.#lines.push(line);
    this.#characters += line.length;
    if (this.#lines.length < MOST_EVENTS && this.#characters < MOST_CHARACTERS) return true;
    return this.flush();
  }

  /** Hands over what waits. */
  async flush(): Promise<boolean> {
    const { state } = this.#context;
    if (this.#lines.length === 0) return !this.#signal.aborted;
    while (!this.#signal.aborted && (await inboxBacklog(state)).imported > MOST_WAITING) await pause(50);
    if (this.#signal.aborted) return false;
    const lines = this.#lines;
    this.#lines = [];
    this.#characters = 0;
    return state.transaction().execute(async (tx) => {
      if (!(await countHandedOver(tx, this.#row.id, lines.length))) return false;
      await appendLinesToInbox(tx, { importId: this.#row.id, lines });
      return true;
    });
  }
}
