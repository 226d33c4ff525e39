/**
 * `npm run bench`: measures the budgets of the design and prints them as a table.
 * `npm run bench -- ingest lookup --seconds 300 --warm 30 --rows 1000000` runs only these, and larger;
 * `--profiles` and `--events` set how large the bench of segments is; `--data DIR` keeps what takes long to load.
 */
import { cpus, totalmem } from "node:os";
import { parseArgs } from "node:util";
import { figures } from "./figures.ts";
import { freshness } from "./freshness.ts";
import { identity } from "./identity.ts";
import { importing } from "./importing.ts";
import { ingest } from "./ingest.ts";
import type { Bench, Figure } from "./kit.ts";
import { lookup } from "./lookup.ts";
import { arriving } from "./matching-arriving.ts";
import { matching } from "./matching.ts";
import { merging } from "./merging.ts";
import { recognising } from "./recognise.ts";
import { segments } from "./segments.ts";
import { single } from "./single.ts";
import { start } from "./start.ts";

const BENCHES: readonly Bench[] = [
  start,
  ingest,
  single,
  freshness,
  lookup,
  recognising,
  merging,
  importing,
  figures,
  matching,
  arriving,
  identity,
  segments,
];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seconds: { type: "string", default: "8" },
    warm: { type: "string", default: "10" },
    rows: { type: "string", default: "100000" },
    profiles: { type: "string" },
    events: { type: "string" },
    data: { type: "string" },
  },
});
const size = {
  seconds: Number(values.seconds),
  warm: Number(values.warm),
  rows: Number(values.rows),
  profiles: values.profiles === undefined ? undefined : Number(values.profiles),
  events: values.events === undefined ? undefined : Number(values.events),
  data: values.data,
};

const number = (value: number) => value.toLocaleString("en", { maximumFractionDigits: value < 100 ? 2 : 0 });

/** How far within its budget the figure is: above 1 is reached. */
function ratio({ figure, budget, better }: Figure): number {
  return better === "more" ? figure / budget : budget / figure;
}

const machine = `${cpus().length} cores, ${cpus()[0]?.model.trim() ?? "unknown"}, ${Math.round(totalmem() / 2 ** 30)} GB`;
process.stdout.write(`${machine}; load and server share it. Ratio above 1: budget reached.\n\n`);
process.stdout.write("| budget | figure | unit | budget | ratio | note |\n|---|--:|---|--:|--:|---|\n");
for (const bench of BENCHES) {
  if (positionals.length > 0 && !positionals.includes(bench.name)) continue;
  for (const line of await bench.run(size)) {
    const cells = [
      line.name,
      number(line.figure),
      line.unit,
      number(line.budget),
      number(ratio(line)),
      line.note ?? "",
    ];
    process.stdout.write(`| ${cells.join(" | ")} |\n`);
  }
}
