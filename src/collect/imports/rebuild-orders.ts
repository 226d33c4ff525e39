import { createHash } from "node:crypto";
import type { Context } from "../../core/context.ts";
import type { HandledEvent } from "../../core/event.ts";
import type { HandleId, ImportId, SourceId } from "../../core/ids.ts";
import type { OrderRow, RefundRow } from "../../core/rows.ts";
import type { StateTransaction } from "../../core/state.ts";
import { untilInserted } from "../inbox/index.ts";
import { holdOrders, ordersOf } from "../orders/index.ts";
import { allSources } from "../sources/index.ts";
import { deleteImported } from "./fact-queries.ts";
import {
  dropOrderRows,
  eventsOfOrders,
  forgetHistories,
  forgetHistoriesOf,
  nobodysHandles,
  ordersToldByOthers,
  type OrderKey,
} from "./order-queries.ts";

/** Orders that are put together at a time. */
const BLOCK = 2_000;

/**
 * Takes what an import said out of orders and refunds: its own rows go, and what others spoke of too
 * is put together anew, from what the others said. False where the signal aborted before it was done.
 */
export async function takeOutOfOrders(
  context: Context,
  importId: ImportId,
  signal: AbortSignal,
): Promise<boolean> {
  const sources = new Map((await allSources(context.state)).map((source) => [source.id, source.shop]));
  const shopOf = (source: SourceId): string => sources.get(source) ?? "main";
  const keys = await holding(context, signal, async (tx) => {
    await deleteImported(context.facts, importId, ["order", "refund"]);
    await forgetHistoriesOf(tx, importId, context.facts);
    return ordersToldByOthers(context.facts, importId);
  });
  if (!keys) return false;
  for (let from = 0; from < keys.length; from += BLOCK) {
    const block = keys.slice(from, from + BLOCK);
    const rebuilt = await holding(context, signal, (tx) => rebuild(context, tx, importId, block, shopOf));
    if (!rebuilt) return false;
  }
  return true;
}

/**
 * Does something with orders while nobody adds to them and all that was added is in the facts:
 * otherwise an event on its way could bring back what it had read before. What comes meanwhile waits
 * for a block at most. Null where the signal aborted before.
 */
function holding<Result>(
  { state }: Context,
  signal: AbortSignal,
  work: (tx: StateTransaction) => Promise<Result>,
): Promise<Result | null> {
  return state.transaction().execute(async (tx) => {
    await holdOrders(tx);
    return (await untilInserted(state, signal)) ? work(tx) : null;
  });
}

async function rebuild(
  context: Context,
  tx: StateTransaction,
  importId: ImportId,
  keys: readonly OrderKey[],
  shopOf: (source: SourceId) => string,
): Promise<true> {
  const { facts } = context;
  const unidentified: ReadonlySet<HandleId> = await nobodysHandles(facts, keys);
  const events = await eventsOfOrders(facts, keys, importId);
  await dropOrderRows(facts, keys);
  // What came since the first hold was folded without the others' part of it.
  await forgetHistories(tx, keys);
  const settled = async (): Promise<void> => undefined;
  const rows = await ordersOf(events, { tx, facts, shopOf, unidentified, settled });
  await insert(context, "order", rows.order, events);
  await insert(context, "refund", rows.refund, events);
  return true;
}

/** A token of its own each time: the rows were deleted, and what was once inserted must be again. */
async function insert(
  context: Context,
  table: "order" | "refund",
  rows: readonly (OrderRow | RefundRow)[],
  events: readonly HandledEvent[],
): Promise<void> {
  if (rows.length === 0) return;
  const lines = rows.map((row) => JSON.stringify(row)).join("\n");
  const token = createHash("sha256").update(`${context.clock.now()} ${events.length} ${lines}`).digest("hex");
  await context.facts.insert({ table, rows: Buffer.from(lines), token: `undo:${table}:${token}` });
}
