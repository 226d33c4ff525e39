import type { FileFormat, Question } from "../contract.ts";
import type { Mapping } from "../mapping-contract.ts";
import { readFile } from "../reading/read-file.ts";
import type { Row } from "../reading/reading.ts";
import { DateOrderEvidence } from "../values/date-order.ts";
import { parseTime, type DateOrder } from "../values/dates.ts";

/** What a column's dates say: `asks` where they can be read two ways and none decides. */
export type DateColumns = Record<
  string,
  { settled: DateOrder | null; asks: boolean; zoned: boolean; examples: string[] }
>;

const DATE_FIELDS = ["date", "updated_at", "created_at", "cancelled_at", "refund_date"];

/**
 * Settles 03/04 for each column with dates: from the sample, and from the whole file where the
 * sample leaves it open.
 */
export async function settleDates(
  path: string,
  format: FileFormat,
  columns: readonly string[],
  sample: readonly Row[],
): Promise<DateColumns> {
  const evidence = columns.map((_, index) => evidenceOf(sample, index));
  const open = evidence.flatMap((one, index) => (one.asks() ? [index] : []));
  if (open.length > 0) await lookFurther(path, format, open, evidence);
  const found: DateColumns = {};
  for (const [index, one] of evidence.entries()) {
    const dated = one.open + one.dayFirst + one.monthFirst > 0;
    const zoned = allZoned(sample, index);
    if (!dated && !zoned) continue;
    found[columns[index] ?? ""] = {
      settled: one.settled(),
      asks: one.asks(),
      zoned,
      examples: one.examples.map((example) => example.slice(0, 100)),
    };
  }
  return found;
}

function evidenceOf(rows: readonly Row[], index: number): DateOrderEvidence {
  const evidence = new DateOrderEvidence();
  for (const row of rows) evidence.add(row.cells[index] ?? "");
  return evidence;
}

async function lookFurther(
  path: string,
  format: FileFormat,
  open: readonly number[],
  evidence: readonly DateOrderEvidence[],
): Promise<void> {
  const reading = await readFile(path, format);
  for await (const block of reading.blocks) {
    for (const row of block) for (const index of open) evidence[index]?.add(row.cells[index] ?? "");
    if (open.every((index) => evidence[index]?.settled() !== null)) return;
  }
}

function allZoned(rows: readonly Row[], index: number): boolean {
  const values = rows.map((row) => row.cells[index] ?? "").filter((value) => value !== "");
  return values.length > 0 && values.every((value) => parseTime(value, "day-first")?.zoned === true);
}

/** The order of day and month that the mapped columns settle; null where they don't. */
export function settledOrder(mapping: Mapping, dates: DateColumns): DateOrder | null {
  const columns = DATE_FIELDS.map((field) => dates[mapping.columns[field] ?? ""]);
  return columns.find((column) => column?.settled)?.settled ?? null;
}

/** What has to be asked, or is taken from the workspace where nobody says otherwise. */
export function questionsFor(
  mapping: Mapping,
  dates: DateColumns,
  workspace: { timeZone: string; currency: string },
): Question[] {
  const questions: Question[] = [];
  const column = mapping.columns["date"] ?? mapping.columns["created_at"] ?? null;
  const open = DATE_FIELDS.map((field) => mapping.columns[field]).find((name) => name && dates[name]?.asks);
  if (open && settledOrder(mapping, dates) === null) {
    questions.push({
      id: "dateOrder",
      required: true,
      column: open,
      examples: dates[open]?.examples ?? [],
      choices: ["day-first", "month-first"],
      assumed: null,
    });
  }
  const rest = { required: false, examples: [], choices: [] };
  if (column && !dates[column]?.zoned) {
    questions.push({ ...rest, id: "timeZone", column, assumed: workspace.timeZone });
  }
  if (/^orders?/.test(mapping.kind) && !mapping.columns["currency"]) {
    questions.push({ ...rest, id: "currency", column: null, assumed: workspace.currency });
  }
  return questions;
}
