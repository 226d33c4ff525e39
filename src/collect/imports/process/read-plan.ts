import type { Writable } from "node:stream";
import { Columns } from "../convert/columns.ts";
import { converterFor } from "../convert/converter-for.ts";
import type { Converter } from "../convert/converter.ts";
import type { Plan } from "../convert/plan.ts";
import type { Refusal, Sink } from "../convert/sink.ts";
import { readFile } from "../reading/read-file.ts";
import type { Reading, Row } from "../reading/reading.ts";
import { emptyTally, type ReaderProgress, type Tally } from "./messages.ts";
import { Output } from "./output.ts";
import { RefusedFile } from "./refused-file.ts";
import { RowGroups } from "./row-groups.ts";
import { wholeRows } from "./whole-rows.ts";

/** Lines between two words on how far the reading is. */
const TELL_EVERY = 20_000;

/** Reads the plan's file and writes its events: the same plan writes the same, in the same order. */
export async function readPlan(plan: Plan, to: Writable): Promise<void> {
  const output = new Output(to, plan);
  const refused = new RefusedFile(plan.refusedFile);
  const tally = emptyTally();
  const reading = await readFile(plan.file, plan.format);
  const sink = new TallySink(tally, output, refused);
  const converter = converterFor(plan, new Columns(reading.columns, plan.mapping), sink);
  const tell = teller(output, reading, tally);
  const groups = new RowGroups(plan.scratch);
  for await (const block of reading.blocks) {
    tally.rows += block.length;
    const rows = wholeRows(block, reading.columns, sink);
    if (converter.keyOf) await groups.add(rows, converter.keyOf);
    else await convertEach(rows, converter, output);
    await tell("staging", tally.rows);
  }
  await convertGroups(groups, converter, tell, output);
  await refused.close();
  tally.events = output.events;
  output.message({ type: "done", tally });
  await output.flush(true);
}

async function convertGroups(
  groups: RowGroups,
  converter: Converter,
  tell: Tell,
  output: Output,
): Promise<void> {
  let rows = 0;
  for await (const group of groups.all()) {
    converter.convert(group);
    rows += group.length;
    await output.flush();
    await tell("running", rows);
  }
}

async function convertEach(rows: readonly Row[], converter: Converter, output: Output): Promise<void> {
  for (const row of rows) {
    converter.convert([row]);
    await output.flush();
  }
}

/** Says how far the reading is; the second reading, of gathered lines, knows how many there are. */
type Tell = (stage: ReaderProgress["stage"], rows: number) => Promise<void>;

function teller(output: Output, reading: Reading, tally: Tally): Tell {
  let told = 0;
  return async (stage, rows) => {
    if (Math.abs(rows - told) < TELL_EVERY) return;
    told = rows;
    const total = stage === "running" ? tally.rows : reading.total;
    output.message({ type: "progress", progress: { stage, rows, total, bytes: reading.bytesRead() } });
    await output.flush(true);
  };
}

class TallySink implements Sink {
  readonly #tally: Tally;
  readonly #output: Output;
  readonly #refused: RefusedFile;

  constructor(tally: Tally, output: Output, refused: RefusedFile) {
    this.#tally = tally;
    this.#output = output;
    this.#refused = refused;
  }

  event(draft: Parameters<Sink["event"]>[0]): void {
    this.#output.event(draft);
  }

  count(outcome: Parameters<Sink["count"]>[0], lines: number, groups: number): void {
    this.#tally.lines[outcome] = (this.#tally.lines[outcome] ?? 0) + lines;
    this.#tally.groups[outcome] = (this.#tally.groups[outcome] ?? 0) + groups;
  }

  anonymous(what: "orders" | "refunds"): void {
    if (what === "orders") this.#tally.anonymous++;
    else this.#tally.anonymousRefunds++;
  }

  refuse(refusal: Refusal): void {
    this.#refused.add(refusal);
    this.count("refused", 1, 0);
  }

  note(code: string, message: string): void {
    if (!this.#tally.notes.some((note) => note.code === code)) this.#tally.notes.push({ code, message });
  }
}
