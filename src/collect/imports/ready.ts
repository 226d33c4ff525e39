import { Problem } from "../../core/problem.ts";
import { because } from "../../core/reason.ts";
import type { Settings } from "../../workspace/settings/index.ts";
import type { Inspection } from "./guess/inspect-file.ts";
import { missingFields } from "./guess/fields.ts";
import { questionsFor, settledOrder } from "./guess/questions.ts";
import type { Mapping } from "./mapping-contract.ts";
import type { ImportRow } from "./queries.ts";

/** An import whose file was looked into. */
export type Ready = { readonly inspection: Inspection; readonly mapping: Mapping };

/** The parts of an import that every uploaded file has. @throws Problem `conflict` where they are missing. */
export function notInspected(row: ImportRow): Ready {
  const { inspection, mapping } = row;
  if (!inspection || !mapping) throw new Problem("conflict", because("imports.not_inspected"));
  return { inspection, mapping };
}

/**
 * The mapping as it will be read, with everything settled.
 * @throws Problem `invalid` where a column isn't in the file, a field is missing or a question is open.
 */
export function settledMapping(
  { inspection, mapping }: Ready,
  settings: Pick<Settings, "timeZone" | "currency">,
  shop: string,
): Mapping & { timeZone: string; currency: string; shop: string } {
  checkColumns(mapping, inspection);
  const missing = missingFields(mapping.kind, mapping.columns);
  if (missing.length > 0) {
    const columns = inspection.columns.map(({ name }) => name);
    throw new Problem("invalid", because("imports.fields_missing", { fields: missing, columns }), {
      field: `columns.${missing[0]?.split(" ")[0] ?? ""}`,
    });
  }
  const dateOrder = mapping.dateOrder ?? settledOrder(mapping, inspection.dates);
  const [open] = questionsFor({ ...mapping, dateOrder }, inspection.dates, settings).filter(
    (question) => question.required && dateOrder === null,
  );
  if (open) {
    const { column, examples } = open;
    const words = because("imports.dates_open", { column: column ?? "", example: examples[0] ?? "" });
    throw new Problem("invalid", words, { field: "dateOrder" });
  }
  return {
    ...mapping,
    dateOrder,
    timeZone: mapping.timeZone ?? settings.timeZone,
    currency: mapping.currency ?? settings.currency,
    shop: mapping.shop ?? shop,
  };
}

/** @throws Problem `invalid` where the mapping names a column or zone that isn't there. */
export function checkColumns(mapping: Mapping, inspection: Inspection): void {
  const names = new Set(inspection.columns.map(({ name }) => name));
  for (const [field, column] of Object.entries(mapping.columns)) {
    if (names.has(column)) continue;
    throw new Problem("invalid", because("imports.no_column", { column, columns: [...names] }), {
      field: `columns.${field}`,
    });
  }
  if (mapping.timeZone !== null && !isTimeZone(mapping.timeZone)) {
    throw new Problem("invalid", because("imports.no_time_zone", { name: mapping.timeZone }), {
      field: "timeZone",
    });
  }
}

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}
