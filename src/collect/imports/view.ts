import type { State } from "../../core/state.ts";
import { readSettings } from "../../workspace/settings/index.ts";
import type { ImportView, Preview } from "./contract.ts";
import { fieldsOf, missingFields } from "./guess/fields.ts";
import { questionsFor } from "./guess/questions.ts";
import { notInspected, type Ready } from "./ready.ts";
import type { ImportRow } from "./queries.ts";

/** An import as lists and pages show it. */
export function importView(row: ImportRow): ImportView {
  return {
    id: row.id,
    filename: row.filename,
    kind: row.mapping?.kind ?? null,
    source: { id: row.source_id, name: row.source_name },
    status: row.status,
    bytes: row.bytes,
    sha256: row.sha256,
    progress: row.progress,
    report: row.report,
    problem: row.problem,
    createdAt: row.created_at.toISOString(),
    startedAt: row.started_at?.toISOString() ?? null,
    finishedAt: row.finished_at?.toISOString() ?? null,
  };
}

/** What was found in the file, with the mapping as it stands and what is still to be said. */
export async function previewOf(state: State, row: ImportRow): Promise<Preview> {
  const { inspection, mapping }: Ready = notInspected(row);
  const { timeZone, currency } = await readSettings(state);
  const { dates, ...found } = inspection;
  return {
    ...found,
    mapping,
    missing: missingFields(mapping.kind, mapping.columns),
    fields: fieldsOf(mapping.kind),
    questions: questionsFor(mapping, dates, { timeZone, currency }),
  };
}
