import { because } from "../../../core/reason.ts";
import { parseMoney, type Money } from "../../../core/money.ts";
import type { Row } from "../reading/reading.ts";
import { countryOf } from "../../../core/code-names.ts";
import { RefusedValue, type Columns } from "./columns.ts";
import { refusing } from "./refusing.ts";
import type { Converter } from "./converter.ts";
import { customerOf, isKnown } from "./customer.ts";
import { invoiceKind, returnedAmounts, soldAmounts, type InvoiceLine } from "./invoice.ts";
import { identifyOnce } from "./identify-once.ts";
import { orderEvent, refundEvent, type Checkout } from "./order-facts.ts";
import type { Plan } from "./plan.ts";
import { stateReader } from "./states.ts";
import type { Sink } from "./sink.ts";

/** Gathers the lines of each order or credit note, wherever they stand in the file. */
export function orderLineConverter(plan: Plan, columns: Columns, sink: Sink): Converter {
  const invoices = new Invoices(plan, columns, sink);
  return { keyOf: (row) => columns.text(row, "order_id"), convert: (rows) => invoices.convert(rows) };
}

class Invoices {
  readonly #plan: Plan;
  readonly #columns: Columns;
  readonly #sink: Sink;
  readonly #stateOf: ReturnType<typeof stateReader>;
  readonly #identify: ReturnType<typeof identifyOnce>;

  constructor(plan: Plan, columns: Columns, sink: Sink) {
    this.#plan = plan;
    this.#columns = columns;
    this.#sink = sink;
    this.#stateOf = stateReader(plan.mapping.rules);
    this.#identify = identifyOnce(sink);
  }

  convert(rows: readonly Row[]): void {
    const taken: Row[] = [];
    const lines: InvoiceLine[] = [];
    for (const row of rows) {
      const line = this.#lineOf(row);
      if (!line) continue;
      taken.push(row);
      lines.push(line);
    }
    if (lines.length > 0) refusing(this.#sink, taken, () => this.#invoice(taken, lines));
  }

  #lineOf(row: Row): InvoiceLine | null {
    try {
      return this.#readLine(row);
    } catch (error) {
      if (!(error instanceof RefusedValue)) throw error;
      this.#sink.refuse(error.refusal);
      return null;
    }
  }

  #readLine(row: Row): InvoiceLine {
    const columns = this.#columns;
    if (columns.text(row, "order_id") === "") throw columns.refused(row, "order_id", because("line.empty"));
    const at = columns.time(row, "date");
    if (at === null) throw columns.refused(row, "date", because("line.empty"));
    const quantity = columns.has("quantity") ? columns.amount(row, "quantity") : parseMoney(1);
    if (quantity === null) throw columns.refused(row, "quantity", because("line.empty"));
    const sku = columns.text(row, "sku");
    const name = columns.text(row, "product_name");
    return {
      line: row.line,
      at,
      quantity,
      price: this.#priceOf(row, quantity),
      product: {
        product_id: columns.text(row, "product_id") || sku || name,
        sku,
        name,
        category: columns.text(row, "category"),
        discount: columns.amount(row, "line_discount") ?? 0n,
      },
    };
  }

  #priceOf(row: Row, quantity: Money): Money {
    const price = this.#columns.amount(row, "price");
    if (price !== null) return price;
    const total = this.#columns.amount(row, "line_total");
    if (total === null) throw this.#columns.refused(row, "price", because("line.empty"));
    return quantity === 0n ? 0n : (total * 10_000n) / quantity;
  }

  #invoice(rows: readonly Row[], lines: readonly InvoiceLine[]): void {
    const { rules } = this.#plan.mapping;
    const id = this.#columns.firstText(rows, "order_id");
    const kind = invoiceKind(id, lines, rules);
    if (kind === "stockCorrections" || kind === "adjustments") {
      this.#sink.count(kind, lines.length, 1);
      return;
    }
    const checkout = this.#checkout(rows, lines, id);
    this.#identify(checkout.customer, checkout.at);
    if (kind === "refunds") this.#refund(checkout, lines, id, lines.length);
    else this.#order(checkout, rows, lines, kind);
  }

  #order(
    checkout: Omit<Checkout, "amounts" | "products">,
    rows: readonly Row[],
    lines: readonly InvoiceLine[],
    kind: "orders" | "free" | "service",
  ): void {
    const state = this.#stateOf(this.#columns.firstText(rows, "status"));
    if (state === null) {
      for (const row of rows)
        this.#sink.refuse(this.#columns.refused(row, "status", because("line.no_state")).refusal);
      return;
    }
    const paid = state === "paid" || state === "refunded";
    const status = paid ? (kind === "orders" ? "paid" : kind) : state;
    const sold = lines.filter((line) => line.quantity > 0n);
    const returned = lines.filter((line) => line.quantity < 0n && line.price !== 0n);
    const { products, ...amounts } = this.#withOrderFields(rows, soldAmounts(sold, this.#plan.mapping.rules));
    const coupon = this.#columns.firstText(rows, "coupon");
    this.#sink.event(orderEvent({ ...checkout, amounts, products, status, coupon }));
    const outcome = status === "paid" ? "orders" : status;
    this.#sink.count(outcome, lines.length - returned.length, 1);
    if (outcome === "orders" && !isKnown(checkout.customer)) this.#sink.anonymous("orders");
    if (returned.length > 0)
      this.#refund(checkout, returned, `${checkout.orderId}-returned`, returned.length, checkout.orderId);
    if (state === "refunded" && returned.length === 0) {
      this.#sink.event(
        refundEvent({
          ...checkout,
          amounts,
          products,
          refundId: `${checkout.orderId}-refunded`,
          status: "paid",
        }),
      );
      this.#sink.count("refunds", 0, 1);
      this.#sink.note(
        "refund_dates_missing",
        "This file has no dates of refunds; they are dated to their orders.",
      );
    }
  }

  /** Amounts that the file says once an order come on top of those of the lines. */
  #withOrderFields<Sums extends { discount: Money; shipping: Money; tax: Money }>(
    rows: readonly Row[],
    sums: Sums,
  ): Sums {
    const first = (field: string): Money => this.#columns.firstAmount(rows, field) ?? 0n;
    return {
      ...sums,
      discount: sums.discount + first("discount"),
      shipping: sums.shipping + first("shipping"),
      tax: sums.tax + first("tax"),
    };
  }

  #refund(
    checkout: Omit<Checkout, "amounts" | "products">,
    lines: readonly InvoiceLine[],
    refundId: string,
    counted: number,
    orderId = "",
  ): void {
    const { products, ...amounts } = returnedAmounts(lines, this.#plan.mapping.rules);
    const at = lines.reduce((earliest, line) => Math.min(earliest, line.at), Infinity);
    this.#sink.event(refundEvent({ ...checkout, orderId, at, amounts, products, refundId, status: "paid" }));
    this.#sink.count("refunds", counted, 1);
    if (!isKnown(checkout.customer)) this.#sink.anonymous("refunds");
  }

  #checkout(
    rows: readonly Row[],
    lines: readonly InvoiceLine[],
    orderId: string,
  ): Omit<Checkout, "amounts" | "products"> {
    const columns = this.#columns;
    const { mapping } = this.#plan;
    const country = columns.firstText(rows, "country");
    return {
      shop: mapping.shop,
      orderId,
      at: lines.reduce((earliest, line) => Math.min(earliest, line.at), Infinity),
      updatedAt: columns.firstTime(rows, "updated_at"),
      currency: columns.firstText(rows, "currency").toUpperCase() || mapping.currency,
      country: country === "" ? null : countryOf(country),
      customer: customerOf(columns, rows),
    };
  }
}
