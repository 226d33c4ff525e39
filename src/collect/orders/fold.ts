import { ZERO, parseMoney, showMoney } from "../../core/money.ts";
import type { Money } from "../../core/money.ts";
import type { OrderRow, RefundRow } from "../../core/rows.ts";
import { atLeastZero } from "./amounts.ts";

/** One thing that was said of an order. `full`: it says amounts, so it can stand for the order. */
export type OrderPart = {
  readonly kind: "completed" | "updated" | "cancelled" | "snapshot";
  readonly full: boolean;
  readonly row: OrderRow;
};

/** One refund that was told of. Not `full`: all that is left of the order is given back. */
export type RefundPart = { readonly full: boolean; readonly row: RefundRow };

/** Everything that was said of one order: of each kind and trust the latest, and its refunds. */
export type OrderHistory = { readonly orders: OrderPart[]; readonly refunds: RefundPart[] };

/** Refunds of one order that are remembered. */
const MOST_REFUNDS = 500;
/** Those among them that only public keys claim: few, so that they push out none that a shop told of. */
const MOST_CLAIMED = 20;

/** Adds a part; which part came first makes no difference. */
export function withOrder(history: OrderHistory, part: OrderPart): OrderHistory {
  const isSame = (other: OrderPart) => other.kind === part.kind && other.row.trust === part.row.trust;
  const latest = history.orders.filter(isSame).reduce((left, right) => later(left, right), part);
  return { ...history, orders: [...history.orders.filter((other) => !isSame(other)), latest] };
}

/** Adds a refund; of two with one refund id the later counts. */
export function withRefund(history: OrderHistory, part: RefundPart): OrderHistory {
  const isSame = (other: RefundPart) => other.row.refund_id === part.row.refund_id;
  const latest = history.refunds.filter(isSame).reduce((left, right) => later(left, right), part);
  const refunds = [...history.refunds.filter((other) => !isSame(other)), latest];
  const claimed = refunds.filter((other) => !isTrusted(other)).slice(-MOST_CLAIMED);
  return { ...history, refunds: [...refunds.filter(isTrusted).slice(-MOST_REFUNDS), ...claimed] };
}

// A total order over parts, so that "the latest" is the same whatever came first.
function later<Part extends { full: boolean; row: OrderRow | RefundRow }>(left: Part, right: Part): Part {
  if (left.full !== right.full) return left.full ? left : right;
  if (left.row.version !== right.row.version) return left.row.version > right.row.version ? left : right;
  return left.row.message_id >= right.row.message_id ? left : right;
}

/**
 * The order as all that was said of it makes it. Where a trusted source spoke, claims are left out.
 * Amounts come from the latest part that says them, the time from when it was completed; a
 * cancellation holds unless something later says otherwise.
 */
export function foldOrder(history: OrderHistory): OrderRow | null {
  const parts = believed(history.orders);
  const [first] = parts;
  if (!first) return null;
  const full = parts.filter((part) => part.full && part.kind !== "cancelled");
  const base = (full.length > 0 ? full : parts).reduce((left, right) => later(left, right));
  const cancelled = parts.find((part) => part.kind === "cancelled");
  const isCancelled = cancelled !== undefined && cancelled.row.version >= base.row.version;
  const begun = parts.filter((part) => part.kind === "completed" || part.kind === "snapshot");
  const start = begun.length > 0 ? begun.reduce((left, right) => later(left, right)) : base;
  const version = Math.max(...history.orders.map((part) => part.row.version));
  return {
    ...base.row,
    // Of equal versions the facts keep the last inserted, which is this.
    version,
    at: start.row.at,
    status: isCancelled ? "cancelled" : base.row.status,
    channel: base.row.channel || channelSaid(history.orders),
    received_at: lastReceived(history.orders),
  };
}

// Parts kept before receipts were noted know none: they count as heard of when they happened.
function lastReceived(parts: readonly OrderPart[]): string {
  return parts
    .map(({ row }) => row.received_at ?? row.at)
    .reduce((left, right) => (left > right ? left : right));
}

function believed<Part extends { row: OrderRow | RefundRow }>(parts: readonly Part[]): readonly Part[] {
  const trusted = parts.filter(isTrusted);
  return trusted.length > 0 ? trusted : parts;
}

function isTrusted(part: { row: OrderRow | RefundRow }): boolean {
  return part.row.trust === "trusted";
}

// A shop's server rarely knows the channel; the visitor's browser does.
function channelSaid(parts: readonly OrderPart[]): string {
  const known = parts.filter((part) => part.row.channel !== "");
  return known.length > 0 ? known.reduce((left, right) => later(left, right)).row.channel : "";
}

/**
 * The refunds of the order. One without amounts gives back what the others left. Nothing is given
 * back of an order that does not count.
 */
export function foldRefunds(history: OrderHistory, order: OrderRow | null): RefundRow[] {
  const isCounted = order === null || order.status === "paid";
  const full = history.refunds.filter((part) => part.full);
  const rows = full.map(({ row }) => row);
  const wholes = history.refunds.filter((part) => !part.full);
  const [whole, ...more] = wholes.toSorted(
    (left, right) =>
      Number(isTrusted(right)) - Number(isTrusted(left)) || (later(left, right) === left ? -1 : 1),
  );
  // A claim must not make what the shop gave back smaller.
  const others = whole && isTrusted(whole) ? full.filter(isTrusted) : believed(full);
  if (whole && order) rows.push(leftOver(whole.row, order, others));
  // Said twice without amounts is still given back once; the later one stands, a claim never before the shop's.
  for (const { row } of more) rows.push({ ...row, status: "void" });
  return isCounted ? rows : rows.map((row) => ({ ...row, status: "void" as const }));
}

function leftOver(row: RefundRow, order: OrderRow, others: readonly RefundPart[]): RefundRow {
  const given = others.map((part) => part.row).filter((other) => other.status === "paid");
  const left = (field: "goods" | "shipping" | "tax" | "other", whole: Money): string =>
    showMoney(atLeastZero(given.reduce((sum, other) => sum - money(other[field]), whole)));
  return {
    ...row,
    anonymous: order.anonymous,
    currency: row.currency || order.currency,
    items: row.items.length > 0 ? row.items : order.items,
    goods: left("goods", money(order.gross) - money(order.discount)),
    shipping: left("shipping", money(order.shipping)),
    tax: left("tax", money(order.tax)),
    other: left("other", money(order.other)),
  };
}

function money(text: string): Money {
  return parseMoney(text) ?? ZERO;
}
