import { because } from "../../../core/reason.ts";
import { parseMoney, type Money } from "../../../core/money.ts";
import type { Row } from "../reading/reading.ts";
import { countryOf } from "../../../core/code-names.ts";
import type { Columns } from "./columns.ts";
import type { Converter } from "./converter.ts";
import { customerOf, isKnown } from "./customer.ts";
import { identifyOnce } from "./identify-once.ts";
import { orderAmounts, refundedAmounts } from "./order-amounts.ts";
import {
  orderEvent,
  refundEvent,
  totalOf,
  type Amounts,
  type Checkout,
  type Product,
} from "./order-facts.ts";
import type { Plan } from "./plan.ts";
import { partRows, type PartedRows } from "./refund-rows.ts";
import { refusing } from "./refusing.ts";
import { stateReader, type ShopState } from "./states.ts";
import type { Sink } from "./sink.ts";

/** Payment methods of shops in test mode. */
const TEST_PAYMENT = /bogus|\btest\b/i;

/**
 * Orders of a shop's export: one line an order, or a line an item with the order's fields on all
 * or only on the first of them.
 */
export function orderConverter(plan: Plan, columns: Columns, sink: Sink): Converter {
  const orders = new Orders(plan, columns, sink);
  return {
    keyOf: (row) => columns.text(row, "order_id"),
    convert: (rows) => refusing(sink, rows, () => orders.convert(rows)),
  };
}

class Orders {
  readonly #plan: Plan;
  readonly #columns: Columns;
  readonly #sink: Sink;
  readonly #stateOf: ReturnType<typeof stateReader>;
  readonly #identify: ReturnType<typeof identifyOnce>;
  readonly #hasItems: boolean;

  constructor(plan: Plan, columns: Columns, sink: Sink) {
    this.#plan = plan;
    this.#columns = columns;
    this.#sink = sink;
    this.#stateOf = stateReader(plan.mapping.rules);
    this.#identify = identifyOnce(sink);
    this.#hasItems = ["quantity", "price", "sku", "product_id", "product_name"].some((field) =>
      columns.has(field),
    );
  }

  convert(all: readonly Row[]): void {
    const parted = this.#hasItems ? { states: all, refunds: [] } : partRows(this.#columns, all);
    // Without items each line is a whole state of the order: the last of the file is the latest.
    const rows = this.#hasItems ? all : parted.states.slice(-1);
    if (rows.length > 0) this.#order(rows, parted);
    else this.#refundsAlone(all, parted);
  }

  #order(rows: readonly Row[], { states, refunds }: PartedRows): void {
    const columns = this.#columns;
    const first = rows[0];
    if (!first) return;
    if (columns.text(first, "order_id") === "")
      throw columns.refused(first, "order_id", because("line.empty"));
    const state = this.#state(rows, first);
    const products = this.#products(rows);
    const checkout = this.#checkout(rows, first, products);
    const status = state === "refunded" ? "paid" : state;
    this.#identify(checkout.customer, checkout.at);
    this.#sink.event(orderEvent({ ...checkout, status, coupon: columns.firstText(rows, "coupon") }));
    const outcome = status === "paid" ? "orders" : status;
    this.#sink.count(outcome, states.length, 1);
    if (outcome === "orders" && !isKnown(checkout.customer)) this.#sink.anonymous("orders");
    const counts = state === "paid" || state === "refunded";
    for (const { at, amount, id } of refunds) {
      this.#refund(checkout, { at, amounts: refundedAmounts(checkout.amounts, amount), id, counts });
    }
    const said = refunds.length > 0 ? null : this.#saidRefund(rows, checkout, state);
    if (said) this.#refund(checkout, { ...said, counts });
    this.#sink.count("refunds", refunds.length, refunds.length + (said ? 1 : 0));
  }

  /** Refunds of an order that another file tells of. */
  #refundsAlone(rows: readonly Row[], { refunds }: PartedRows): void {
    const [first] = rows;
    if (!first) return;
    if (this.#columns.text(first, "order_id") === "")
      throw this.#columns.refused(first, "order_id", because("line.empty"));
    const checkout = this.#checkout(rows, first, []);
    for (const { at, amount, id } of refunds) {
      const amounts = { subtotal: amount, discount: 0n, shipping: 0n, tax: 0n, other: 0n };
      this.#refund(checkout, { at, amounts, id, counts: true });
    }
    this.#sink.count("refunds", refunds.length, refunds.length);
  }

  /** Of an order that doesn't count, a refund is void too: nothing is lowered twice. */
  #refund(checkout: Checkout, refund: { at: number; amounts: Amounts; id: string; counts: boolean }): void {
    const { at, amounts, id, counts } = refund;
    const refundId = `${checkout.orderId}-${id}`;
    const status = counts ? "paid" : "void";
    this.#sink.event(refundEvent({ ...checkout, at, amounts, products: [], refundId, status }));
    if (!isKnown(checkout.customer)) this.#sink.anonymous("refunds");
  }

  #state(rows: readonly Row[], first: Row): ShopState {
    const columns = this.#columns;
    if (TEST_PAYMENT.test(columns.firstText(rows, "payment_method"))) return "test";
    if (/^(true|yes|1|test)$/i.test(columns.firstText(rows, "test"))) return "test";
    const word = columns.firstText(rows, "status");
    const state = this.#stateOf(word);
    if (state === null) throw columns.refused(first, "status", because("line.no_state"));
    if (columns.firstText(rows, "cancelled_at") !== "" && state !== "void") return "cancelled";
    return state;
  }

  #products(rows: readonly Row[]): Product[] {
    if (!this.#hasItems) return [];
    return rows.map((row) => this.#product(row)).filter((product) => product !== null);
  }

  #product(row: Row): Product | null {
    const columns = this.#columns;
    const sku = columns.text(row, "sku");
    const name = columns.text(row, "product_name");
    const product_id = columns.text(row, "product_id") || sku || name;
    if (product_id === "") return null;
    return {
      product_id,
      sku,
      name,
      category: columns.text(row, "category"),
      quantity: columns.amount(row, "quantity") ?? parseMoney(1) ?? 0n,
      price: columns.amount(row, "price") ?? 0n,
      discount: columns.amount(row, "line_discount") ?? 0n,
    };
  }

  #checkout(rows: readonly Row[], first: Row, products: readonly Product[]): Checkout {
    const columns = this.#columns;
    const { mapping } = this.#plan;
    const at = columns.firstTime(rows, "date");
    if (at === null) throw columns.refused(first, "date", because("line.empty"));
    const country = columns.firstText(rows, "country");
    return {
      shop: mapping.shop,
      orderId: columns.text(first, "order_id"),
      at,
      updatedAt: columns.firstTime(rows, "updated_at"),
      currency: columns.firstText(rows, "currency").toUpperCase() || mapping.currency,
      amounts: orderAmounts(this.#said(rows), products),
      products,
      country: country === "" ? null : countryOf(country),
      customer: customerOf(columns, rows),
    };
  }

  #said(rows: readonly Row[]) {
    const first = (field: string): Money | null => this.#columns.firstAmount(rows, field);
    return {
      subtotal: first("subtotal"),
      net: first("net_subtotal"),
      discount: first("discount"),
      shipping: first("shipping"),
      tax: first("tax"),
      total: first("total"),
    };
  }

  /** What the order's own fields say was given back of it. */
  #saidRefund(rows: readonly Row[], checkout: Checkout, state: ShopState) {
    const columns = this.#columns;
    const said = columns.firstAmount(rows, "refunded");
    const refunded =
      said === null || said === 0n ? (state === "refunded" ? totalOf(checkout.amounts) : 0n) : said;
    if (refunded === 0n) return null;
    const dated = columns.firstTime(rows, "refund_date") ?? columns.firstTime(rows, "cancelled_at");
    if (dated === null) {
      const message = "This export has no dates of refunds; they are dated to their orders.";
      this.#sink.note("refund_dates_missing", message);
    }
    const amounts = refundedAmounts(checkout.amounts, refunded < 0n ? -refunded : refunded);
    return { at: dated ?? checkout.at, amounts, id: "refunded" };
  }
}
