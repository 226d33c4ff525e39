import { rm } from "node:fs/promises";
import type { PersonalData, Subject } from "../../core/capability.ts";
import type { Context } from "../../core/context.ts";
import { bound, sql } from "../../core/sql.ts";
import { importFiles } from "./folders.ts";
import { forgetSamples, importsNumbered, importsShowing, type ImportRow } from "./queries.ts";

/** Uploaded files and what state keeps of them for the preview. */
export const personalData: PersonalData = {
  holds:
    "Uploaded files with their first lines and refused lines, until the data of one of their customers is erased.",
  tables: ["import", "import_mapping"],
  async export(context, subject) {
    const rows = await importsOf(context, subject);
    return rows.map((row) => ({
      import: row.id,
      filename: row.filename,
      source: row.source_name,
      uploadedAt: row.created_at.toISOString(),
    }));
  },
  async erase(context, subject) {
    // A file can't lose one customer's lines and stay the file it was; so it goes as a whole. What
    // was imported of others stays; running the import again needs the file again.
    for (const row of await importsOf(context, subject)) {
      await rm(importFiles(context.dataDir, row.id).folder, { recursive: true, force: true });
      await forgetSamples(context.state, row.id);
    }
  },
};

async function importsOf(context: Context, subject: Subject): Promise<ImportRow[]> {
  const found = await context.facts.query<{ import_id: number }>(sql`
    SELECT DISTINCT import_id FROM event
    WHERE handle_id IN ${bound("Array(UInt64)", subject.handles)} AND import_id != 0 LIMIT 10000`);
  const brought = await importsNumbered(
    context.state,
    found.map((row) => row.import_id),
  );
  const shown = await importsShowing(context.state, subject.identifiers ?? []);
  return [...new Map([...brought, ...shown].map((row) => [row.id, row])).values()];
}
