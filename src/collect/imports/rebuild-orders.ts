import { createHash } from "node:crypto";
import type { Context } from "../../core/context.ts";
import type { HandledEvent } from "../../core/event.ts";
import type { HandleId, ImportId, SourceId } from "../../core/ids.ts";
import type { OrderRow, RefundRow } from "../../core/rows.ts";
import { ordersOf } from "../orders/index.ts";
import { allSources } from "../sources/index.ts";
import {
  dropOrderRows,
  eventsOfOrders,
  forgetHistories,
  nobodysHandles,
  ordersToldByOthers,
  type OrderKey,
} from "./order-queries.ts";

/** Orders that are put together at a time. */
const BLOCK = 2_000;

/**
 * Puts the orders and refunds together anew that an import and others spoke of, from what the
 * others said.
 */
export async function rebuildOrders(context: Context, importId: ImportId): Promise<void> {
  const keys = await ordersToldByOthers(context.facts, importId);
  const sources = new Map((await allSources(context.state)).map((source) => [source.id, source.shop]));
  const shopOf = (source: SourceId): string => sources.get(source) ?? "main";
  await forgetHistories(context.state, importId, context.facts);
  for (let from = 0; from < keys.length; from += BLOCK) {
    await rebuildBlock(context, importId, keys.slice(from, from + BLOCK), shopOf);
  }
}

async function rebuildBlock(
  context: Context,
  importId: ImportId,
  keys: readonly OrderKey[],
  shopOf: (source: SourceId) => string,
): Promise<void> {
  const { facts, state } = context;
  const unidentified: ReadonlySet<HandleId> = await nobodysHandles(facts, keys);
  const events = await eventsOfOrders(facts, keys, importId);
  await dropOrderRows(facts, keys);
  const rows = await state
    .transaction()
    .execute((tx) => ordersOf(events, { tx, facts, shopOf, unidentified, settled: async () => undefined }));
  await insert(context, "order", rows.order, events);
  await insert(context, "refund", rows.refund, events);
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
