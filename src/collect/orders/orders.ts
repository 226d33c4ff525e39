import type { HandledEvent } from "../../core/event.ts";
import type { Facts } from "../../core/facts.ts";
import type { HandleId, SourceId } from "../../core/ids.ts";
import type { OrderRow, RefundRow } from "../../core/rows.ts";
import type { StateTransaction } from "../../core/state.ts";
import { foldOrder, foldRefunds, withOrder, withRefund } from "./fold.ts";
import type { OrderHistory } from "./fold.ts";
import { isOrderEvent, pieceOf } from "./piece.ts";
import { shareOrders } from "./lock-queries.ts";
import type { Piece } from "./piece.ts";
import { historiesOf, keepHistories, keyText, ordersInFacts } from "./queries.ts";
import type { OrderKey } from "./queries.ts";

/** What the step needs beside the events. */
export type OrderStores = {
  readonly tx: StateTransaction;
  readonly facts: Facts;
  /** Waits until all that was resolved before is in the facts. */
  readonly settled: () => Promise<void>;
  /** The namespace of a source's order ids. */
  readonly shopOf: (source: SourceId) => string;
  /** Handles that are nobody's: their orders are anonymous. */
  readonly unidentified: ReadonlySet<HandleId>;
};

type Told = { readonly key: OrderKey; readonly pieces: Piece[] };
type Rows = { order: OrderRow[]; refund: RefundRow[] };

/** Rows of orders and refunds that these events make or change. A step of the pipeline. */
export async function ordersOf(events: readonly HandledEvent[], stores: OrderStores): Promise<Rows> {
  const rows: Rows = { order: [], refund: [] };
  if (!events.some(isOrderEvent)) return rows;
  await shareOrders(stores.tx);
  const told = gather(events, stores, rows);
  if (told.length === 0) return rows;
  const known = await historiesOf(
    stores.tx,
    told.map(({ key }) => key),
  );
  const inPieces = told.filter(
    ({ key, pieces }) => known.has(keyText(key)) || pieces.some((piece) => !piece.whole),
  );
  const unknown = inPieces.map(({ key }) => key).filter((key) => !known.has(keyText(key)));
  if (unknown.length > 0) await stores.settled();
  for (const row of await ordersInFacts(stores.facts, unknown)) {
    const snapshot = { kind: "snapshot", full: true, row } as const;
    known.set(keyText({ shop: row.shop, orderId: row.order_id }), { orders: [snapshot], refunds: [] });
  }
  const folded = new Set(inPieces);
  for (const { pieces } of told.filter((order) => !folded.has(order)))
    pieces.forEach((piece) => put(rows, piece));
  await keepHistories(
    stores.tx,
    inPieces.map(({ key, pieces }) => [key, fold(rows, known.get(keyText(key)), pieces)] as const),
  );
  return rows;
}

function gather(events: readonly HandledEvent[], stores: OrderStores, rows: Rows): Told[] {
  const told = new Map<string, Told>();
  for (const event of events) {
    const piece = isOrderEvent(event)
      ? pieceOf(event, stores.shopOf(event.sourceId), stores.unidentified.has(event.handleId))
      : null;
    if (!piece) continue;
    const { shop, order_id: orderId } = piece.part.row;
    if (orderId === "") {
      put(rows, piece);
      continue;
    }
    const key = keyText({ shop, orderId });
    const order = told.get(key) ?? { key: { shop, orderId }, pieces: [] };
    order.pieces.push(piece);
    told.set(key, order);
  }
  return [...told.values()];
}

function put(rows: Rows, piece: Piece): void {
  if (piece.type === "order") rows.order.push(piece.part.row);
  else rows.refund.push(piece.part.row);
}

function fold(rows: Rows, before: OrderHistory | undefined, pieces: readonly Piece[]): OrderHistory {
  let history = before ?? { orders: [], refunds: [] };
  for (const piece of pieces) {
    history = piece.type === "order" ? withOrder(history, piece.part) : withRefund(history, piece.part);
  }
  const order = foldOrder(history);
  if (order) rows.order.push(order);
  rows.refund.push(...foldRefunds(history, order));
  return history;
}
