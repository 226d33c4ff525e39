import { Problem } from "../../../core/problem.ts";
import { because } from "../../../core/reason.ts";
import type { ImportKind, Preview } from "../contract.ts";
import { MappingSchema, type Mapping } from "../mapping-contract.ts";
import { detectFormat } from "../reading/detect.ts";
import { BROKEN_LINE } from "../reading/jsonl.ts";
import { readFile } from "../reading/read-file.ts";
import type { Reading, Row } from "../reading/reading.ts";
import { decimalOf } from "../values/numbers.ts";
import { fieldsOf, missingFields } from "./fields.ts";
import { guessColumns, type Column } from "./guess-columns.ts";
import { guessKind } from "./guess-kind.ts";
import { settleDates, type DateColumns } from "./questions.ts";
import { columnsOf, recognise } from "./recognise.ts";
import { STATE_WORDS } from "./state-words.ts";

const SAMPLED = 1_000;
const SHOWN = 20;
/** A cell is shown so far. */
const SHOWN_CELL = 300;
const AMOUNTS = ["price", "line_total", "total", "subtotal", "net_subtotal", "shipping", "tax"];

/** What the reader's process finds in a file: the preview without what only the server knows. */
export type Inspection = Omit<Preview, "questions"> & {
  /** What each column's dates say, all the way to the end of the file where the beginning left it open. */
  dates: DateColumns;
};

/** Looks into a file: how it is written, what its columns are, what it most likely holds. */
export async function inspectFile(path: string, filename: string, wanted?: ImportKind): Promise<Inspection> {
  const format = await detectFormat(path, filename);
  const reading = await readFile(path, format);
  const sample = await sampleRows(reading);
  if (sample.length === 0) {
    throw new Problem("invalid", because("imports.no_lines"), { field: "file" });
  }
  const columns = columnsWith(reading.columns, sample);
  const known = recognise(reading.columns);
  const kind = kindOf(columns, known?.kind, wanted);
  const guess = guessColumns(columns, kind.value);
  const usesKnown = known?.kind === kind.value;
  const mapped = usesKnown ? columnsOf(known, reading.columns) : guess.columns;
  const confidence = usesKnown
    ? Object.fromEntries(Object.keys(mapped).map((field) => [field, 1]))
    : guess.confidence;
  const dates = await settleDates(path, format, reading.columns, sample);
  const mapping: Mapping = MappingSchema.parse({
    kind: kind.value,
    format: usesKnown ? known.format : "plain",
    columns: mapped,
    extra: extraOf(kind.value, reading.columns, mapped),
    decimal: decimalIn(columns, mapped),
    timeZone: usesKnown && known.format === "stripe-payments" ? "UTC" : null,
    rules: { ...STATE_WORDS, ...(usesKnown ? known.rules : {}) },
  });
  return {
    format,
    recognised: known?.format ?? null,
    columns: columns.map(({ name, samples }) => ({
      name,
      samples: samples
        .filter((value) => value !== "")
        .slice(0, 3)
        .map(cut),
    })),
    rows: sample.slice(0, SHOWN).map((row) => ({ line: row.line, cells: row.cells.map(cut) })),
    kind,
    mapping,
    confidence,
    missing: missingFields(kind.value, mapped),
    fields: fieldsOf(kind.value),
    dates,
  };
}

async function sampleRows(reading: Reading): Promise<Row[]> {
  const sample: Row[] = [];
  for await (const block of reading.blocks) {
    sample.push(...block.filter(isWhole));
    if (sample.length >= SAMPLED) break;
  }
  return sample.slice(0, SAMPLED);
}

function isWhole(row: Row): boolean {
  return row.cells[0] !== BROKEN_LINE && row.cells.some((cell) => cell !== "");
}

function columnsWith(names: readonly string[], rows: readonly Row[]): Column[] {
  return names.map((name, index) => ({ name, samples: rows.map((row) => (row.cells[index] ?? "").trim()) }));
}

function kindOf(columns: readonly Column[], known: ImportKind | undefined, wanted: ImportKind | undefined) {
  // A recognised export of orders is read as such, also where somebody calls its lines order lines.
  if (known && (!wanted || (known === "orders" && wanted === "order-lines")))
    return { value: known, confidence: 1 };
  return wanted ? { value: wanted, confidence: 1 } : guessKind(columns);
}

/** Customers' traits and events' properties keep all columns; orders only what they know. */
function extraOf(
  kind: ImportKind,
  columns: readonly string[],
  mapped: Record<string, string>,
): Record<string, string> {
  if (kind !== "customers" && kind !== "events") return {};
  const taken = new Set(Object.values(mapped));
  return Object.fromEntries(
    columns.filter((name) => !taken.has(name)).map((name) => [name, name.slice(0, 100)]),
  );
}

function decimalIn(columns: readonly Column[], mapped: Record<string, string>): "." | "," {
  for (const field of AMOUNTS) {
    const column = columns.find(({ name }) => name === mapped[field]);
    const decimal = column ? decimalOf(column.samples) : null;
    if (decimal) return decimal;
  }
  return ".";
}

function cut(value: string): string {
  const storable = value.replaceAll("\u0000", "\uFFFD").toWellFormed();
  return storable.length > SHOWN_CELL ? `${storable.slice(0, SHOWN_CELL)}…` : storable;
}
