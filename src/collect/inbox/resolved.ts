import { sql } from "kysely";
import type { Context } from "../../core/context.ts";
import { asId } from "../../core/ids.ts";
import type { SourceId } from "../../core/ids.ts";
import { isJsonObject } from "../../core/json.ts";
import type { Json } from "../../core/json.ts";
import { Problem } from "../../core/problem.ts";
import { because, toldBecause } from "../../core/reason.ts";
import type { StateTransaction } from "../../core/state.ts";
import { packBatch, unpackBatch } from "./batch.ts";
import type { TableLines } from "./batch.ts";
import { writeRejected } from "./rejected.ts";

/** A batch that is resolved: exactly these rows are to be inserted, under tokens made of its id. */
export type ResolvedBatch = { readonly id: number; readonly tables: readonly TableLines[] };

/**
 * Stores a batch in the transaction that took its events out of the inbox. Synced to disk whatever
 * the database's habit: were it lost after the insert, its events would come twice.
 */
export async function storeResolved(
  tx: StateTransaction,
  events: number,
  tables: readonly TableLines[],
): Promise<ResolvedBatch> {
  const body = await packBatch(tables);
  const stored = await sql<{ id: number }>`
    INSERT INTO resolved_batch (events, body)
    SELECT ${events}, ${body} FROM set_config('synchronous_commit', 'on', true)
    RETURNING id`.execute(tx);
  const [row] = stored.rows;
  if (!row) throw new RangeError("a resolved batch got no number");
  return { id: row.id, tables };
}

/** Batches that were resolved and perhaps not inserted before the process ended, oldest first. */
export async function nextResolved(context: Context): Promise<ResolvedBatch | null> {
  const row = await context.state
    .selectFrom("resolved_batch")
    .select(["id", "body"])
    .orderBy("id")
    .limit(1)
    .executeTakeFirst();
  return row ? { id: row.id, tables: unpackBatch(row.body) } : null;
}

/**
 * Inserts a batch into the facts: as often as need be, once in effect.
 * @throws Problem `unavailable` where the facts are away, or refuse what cannot be a single bad row.
 */
export async function insertResolved(context: Context, batch: ResolvedBatch): Promise<void> {
  for (const { table, lines } of batch.tables) {
    const refused: RefusedLine[] = [];
    await insertLines(context, { table, lines }, `${batch.id}:${table}`, refused);
    if (refused.length > 0) await rejectLines(context, table, refused);
  }
}

/** Forgets a batch that is in the facts. */
export async function finishResolved(context: Context, batch: ResolvedBatch): Promise<void> {
  await context.state.deleteFrom("resolved_batch").where("id", "=", batch.id).execute();
}

type RefusedLine = { readonly line: string; readonly failure: unknown };

/** More than this cannot be bad rows: something is wrong with the store or with us. */
const MOST_REFUSED = 20;

/**
 * A row that the engine refuses must not stop those beside it: then the halves are tried, under
 * tokens of their own, which are the same at every try.
 */
async function insertLines(
  context: Context,
  { table, lines }: TableLines,
  token: string,
  refused: RefusedLine[],
): Promise<void> {
  try {
    await context.facts.insert({ table, rows: lines, token });
  } catch (failure) {
    if (failure instanceof Problem && isTransient(failure)) throw failure;
    const all = lines.toString().split("\n");
    context.log.error({ table, rows: all.length, failure: nameOf(failure) }, "the facts refused rows");
    // An engine that is going down says all sorts of things; only one that is well is believed.
    await context.facts.ping();
    if (all.length === 1) {
      refused.push({ line: all[0] ?? "", failure });
      if (refused.length > MOST_REFUSED) throw refusesAll(failure);
      return;
    }
    const half = Math.ceil(all.length / 2);
    for (const [index, part] of [all.slice(0, half), all.slice(half)].entries()) {
      const rows = Buffer.from(part.join("\n"));
      await insertLines(context, { table, lines: rows }, `${token}/${index}`, refused);
    }
  }
}

function refusesAll(cause: unknown): Problem {
  return new Problem("unavailable", "The facts refuse to take rows.", { retryAfter: 5, cause });
}

/** Whether trying again later may help. */
export function isTransient(problem: Problem): boolean {
  return problem.code === "unavailable" || problem.code === "timeout" || problem.code === "too_many";
}

// Never the message: engines quote values in it, which may be personal. The engine's number tells the cause.
function nameOf(failure: unknown): string {
  if (!(failure instanceof Error)) return typeof failure;
  const code = "clickhouseCode" in failure ? failure.clickhouseCode : undefined;
  return typeof code === "number" ? `${failure.name} ${code}` : failure.name;
}

/** Rows that Tenure made by itself are never given up: without them the rest would be read wrongly. */
async function rejectLines(
  context: Context,
  table: TableLines["table"],
  refused: readonly RefusedLine[],
): Promise<void> {
  if (table === "alias" || table === "message") throw refusesAll(refused[0]?.failure);
  const rejected = refused.map(({ line, failure }) => ({
    sourceId: sourceOf(line),
    reason: "not_storable",
    field: null,
    ...toldBecause(because("event.not_stored", { failure: nameOf(failure) })),
    excerpt: line.slice(0, 1000),
  }));
  await writeRejected(context.state, rejected);
}

function sourceOf(line: string): SourceId {
  const row = JSON.parse(line) as Json;
  const source = isJsonObject(row) ? row["source_id"] : null;
  return asId<SourceId>(typeof source === "number" ? source : 0);
}
