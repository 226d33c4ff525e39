import { mkdir, rm, writeFile } from "node:fs/promises";
import type { Context } from "../../core/context.ts";
import { Problem, wordsOf } from "../../core/problem.ts";
import { because } from "../../core/reason.ts";
import { readSettings } from "../../workspace/settings/index.ts";
import { sourceById } from "../sources/index.ts";
import type { Plan } from "./convert/plan.ts";
import { importFiles } from "./folders.ts";
import { HandOver } from "./hand-over.ts";
import { ProgressKeeper } from "./progress.ts";
import type { ReaderMessage, Tally } from "./process/messages.ts";
import { ReaderDied, startReader } from "./process/start-reader.ts";
import { changeImport, type ImportRow } from "./queries.ts";
import { reportOf } from "./report.ts";
import { notInspected, settledMapping } from "./ready.ts";

const READING = ["staging", "running"] as const;

/**
 * Reads the file and hands its events over, from where it stopped; then the import is `finishing`.
 * Returns early where it is cancelled or the signal aborts.
 */
export async function runImport(context: Context, row: ImportRow, signal: AbortSignal): Promise<void> {
  try {
    const tally = await handOverAll(context, row, signal);
    if (!tally) return;
    const report = JSON.stringify(reportOf(tally));
    await changeImport(context.state, row.id, READING, { status: "finishing", report });
    const { scratch, plan } = importFiles(context.dataDir, row.id);
    await Promise.all([rm(scratch, { recursive: true, force: true }), rm(plan, { force: true })]);
  } catch (error) {
    if (error instanceof Problem && error.code !== "invalid" && error.code !== "not_found") throw error;
    if (!(error instanceof Problem) && !(error instanceof ReaderDied)) throw error;
    await fail(context, row, error);
  }
}

/** Null where it was stopped before the end. */
async function handOverAll(context: Context, row: ImportRow, signal: AbortSignal): Promise<Tally | null> {
  const planFile = await writePlan(context, row);
  const handOver = new HandOver(context, row, signal);
  const progress = new ProgressKeeper(context.state, row);
  for await (const line of startReader(["plan", planFile], signal)) {
    if ("event" in line) {
      if (!(await handOver.add(line.event))) return null;
      continue;
    }
    const { message } = line;
    if (message.type === "problem") throw problemIn(message);
    if (message.type === "progress" && !(await progress.keep(message.progress))) return null;
    if (message.type !== "done") continue;
    if (!(await handOver.flush()) || signal.aborted) return null;
    await progress.end(message.tally.rows);
    return message.tally;
  }
  return null;
}

async function writePlan(context: Context, row: ImportRow): Promise<string> {
  const files = importFiles(context.dataDir, row.id);
  const [settings, source] = await Promise.all([
    readSettings(context.state),
    sourceById(context.state, row.source_id),
  ]);
  const ready = notInspected(row);
  const plan: Plan = {
    file: files.file,
    format: ready.inspection.format,
    mapping: settledMapping(ready, settings, source?.shop ?? "main"),
    importedAt: (row.started_at ?? row.created_at).getTime(),
    sourceId: row.source_id,
    importId: row.id,
    refusedFile: files.refused,
    scratch: files.scratch,
    skip: row.handed_over,
  };
  await mkdir(files.folder, { recursive: true, mode: 0o700 });
  await writeFile(files.plan, JSON.stringify(plan), { mode: 0o600 });
  return files.plan;
}

function problemIn({ problem }: Extract<ReaderMessage, { type: "problem" }>): Problem {
  const { code, field, ...words } = problem;
  return new Problem(code, words, { field });
}

async function fail(context: Context, row: ImportRow, error: Problem | ReaderDied): Promise<void> {
  const problem =
    error instanceof Problem ? { ...wordsOf(error), field: error.field } : because("imports.reading_stopped");
  context.log.warn({ import: row.id, failure: error.name }, "an import failed");
  await changeImport(context.state, row.id, READING, {
    status: "failed",
    problem: JSON.stringify(problem),
    finished_at: new Date(context.clock.now()),
  });
}
