import { createWriteStream, type WriteStream } from "node:fs";
import { mkdir, readFile, rm } from "node:fs/promises";
import { once } from "node:events";
import { finished } from "node:stream/promises";
import { join } from "node:path";
import type { Row } from "../reading/reading.ts";

const PARTS = 256;
/** What a row takes beside its characters. */
const ROW_COST = 100;

/**
 * Gathers rows by key, wherever they stand in a file of any size: in memory while they fit, then in
 * files by the key's hash, each of which fits again. The order of the groups depends on the rows alone.
 */
export class RowGroups {
  readonly #scratch: string;
  readonly #limit: number;
  #groups = new Map<string, Row[]>();
  #size = 0;
  #parts: WriteStream[] | null = null;

  /** `limit`: characters held in memory before the folder `scratch` is used. */
  constructor(scratch: string, limit = 96 * 1024 * 1024) {
    this.#scratch = scratch;
    this.#limit = limit;
  }

  /** Adds rows in the order of the file. */
  async add(rows: readonly Row[], keyOf: (row: Row) => string): Promise<void> {
    for (const row of rows) {
      gather(this.#groups, keyOf(row), row);
      this.#size += ROW_COST;
      for (const cell of row.cells) this.#size += cell.length;
    }
    if (this.#parts ? this.#size > this.#limit / 8 : this.#size > this.#limit) await this.#spill();
  }

  /** Every group once; by its first line where all fit into memory. */
  async *all(): AsyncGenerator<readonly Row[]> {
    if (!this.#parts) {
      yield* this.#groups.values();
      return;
    }
    await this.#spill();
    for (const part of this.#parts) part.end();
    await Promise.all(this.#parts.map((part) => finished(part)));
    for (let index = 0; index < PARTS; index++) yield* await this.#part(index);
    await rm(this.#scratch, { recursive: true, force: true });
  }

  async #spill(): Promise<void> {
    this.#parts ??= await this.#open();
    const texts: string[] = Array.from({ length: PARTS }, () => "");
    for (const [key, rows] of this.#groups) {
      for (const row of rows) texts[partOf(key)] += `${JSON.stringify([key, row.line, row.cells])}\n`;
    }
    for (const [index, text] of texts.entries()) {
      const part = this.#parts[index];
      if (text !== "" && part && !part.write(text)) await once(part, "drain");
    }
    this.#groups = new Map();
    this.#size = 0;
  }

  async #open(): Promise<WriteStream[]> {
    await rm(this.#scratch, { recursive: true, force: true });
    await mkdir(this.#scratch, { recursive: true });
    return Array.from({ length: PARTS }, (_, index) =>
      createWriteStream(join(this.#scratch, `part-${index}`)),
    );
  }

  async #part(index: number): Promise<Iterable<readonly Row[]>> {
    const text = await readFile(join(this.#scratch, `part-${index}`), "utf8");
    const groups = new Map<string, Row[]>();
    for (const entry of text.split("\n")) {
      if (entry === "") continue;
      const [key, line, cells] = JSON.parse(entry) as [string, number, string[]];
      gather(groups, key, { line, cells });
    }
    return groups.values();
  }
}

function gather(groups: Map<string, Row[]>, key: string, row: Row): void {
  const rows = groups.get(key);
  if (rows) rows.push(row);
  else groups.set(key, [row]);
}

/** FNV-1a, so that a resumed import meets the same parts. */
function partOf(key: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < key.length; index++) hash = Math.imul(hash ^ key.charCodeAt(index), 0x01000193);
  return (hash >>> 0) % PARTS;
}
