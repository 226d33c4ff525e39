import { createWriteStream, type WriteStream } from "node:fs";
import { rename } from "node:fs/promises";
import { finished } from "node:stream/promises";
import { CSV_START, csvLine } from "../../../core/csv.ts";
import type { Refusal } from "../convert/sink.ts";

/** The columns of the report; by the code the pages say the reason in the reader's language. */
export const REFUSED_HEAD = ["line", "column", "value", "reason", "code"] as const;

/** A value is shown so far; whole files have been found in one cell. */
const SHOWN = 1_000;

/** The report of refused lines, to download: under its own name only when it is whole. */
export class RefusedFile {
  readonly #path: string;
  readonly #file: WriteStream;
  #waiting = CSV_START + csvLine(REFUSED_HEAD);

  constructor(path: string) {
    this.#path = path;
    this.#file = createWriteStream(`${path}.part`);
  }

  /** Adds one line. */
  add(refusal: Refusal): void {
    const { line, column, value, words } = refusal;
    this.#waiting += csvLine([line, column, value.slice(0, SHOWN), words.message, words.reason ?? ""]);
    if (this.#waiting.length < 65_536) return;
    this.#file.write(this.#waiting);
    this.#waiting = "";
  }

  /** Finishes the file. */
  async close(): Promise<void> {
    this.#file.end(this.#waiting);
    await finished(this.#file);
    await rename(`${this.#path}.part`, this.#path);
  }
}
