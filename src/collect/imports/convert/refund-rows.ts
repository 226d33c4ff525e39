import type { Money } from "../../../core/money.ts";
import type { Row } from "../reading/reading.ts";
import type { Columns } from "./columns.ts";

/** The lines of one order: those of its states, and those that give money back. */
export type PartedRows = { readonly states: readonly Row[]; readonly refunds: readonly RefundRow[] };

type RefundRow = { readonly at: number; readonly amount: Money; readonly id: string };

/**
 * Parts the lines of an order that has no items. One with a negative total is a refund at its own
 * date, as WooCommerce's report of orders writes them: beside the order, before or after it, or
 * alone where the order is older than the report. Its id is made of its date, and so the same in
 * every report that holds it.
 */
export function partRows(columns: Columns, rows: readonly Row[]): PartedRows {
  const states: Row[] = [];
  const refunds: RefundRow[] = [];
  for (const row of rows) {
    const total = columns.amount(row, "total") ?? columns.amount(row, "net_subtotal") ?? 0n;
    const at = columns.time(row, "date");
    if (total >= 0n || at === null) {
      states.push(row);
      continue;
    }
    const same = refunds.filter((refund) => refund.at === at).length;
    const id = `refunded-${new Date(at).toISOString()}${same === 0 ? "" : `-${same}`}`;
    refunds.push({ at, amount: -total, id });
  }
  return { states, refunds };
}
