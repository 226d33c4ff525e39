import type { JsonObject } from "../../core/json.ts";
import { ZERO, parseMoney } from "../../core/money.ts";
import type { Money } from "../../core/money.ts";
import type { Item } from "../../core/rows.ts";
import { absolute, discountsOf, goodsOf, moneyOf } from "../enrich/index.ts";

/** The amounts of an order; `total = gross − discount + shipping + tax + other` always. */
export type Amounts = {
  readonly gross: Money;
  readonly discount: Money;
  readonly shipping: Money;
  readonly tax: Money;
  readonly other: Money;
  readonly total: Money;
};

/** What a refund gives back. */
export type RefundAmounts = Omit<Amounts, "gross" | "discount" | "total"> & { readonly goods: Money };

/**
 * Amounts by Segment's e-commerce spec: `total` is paid in all, `subtotal` and `revenue` are goods
 * after discounts without shipping and tax. Imports say goods before discounts in `subtotal`.
 * What the parts leave open of a given total is a discount where none was said and the total is
 * lower, else `other`. Null where the event says nothing of money.
 */
export function amountsOf(
  properties: JsonObject,
  items: readonly Item[],
  grossSubtotal: boolean,
): Amounts | null {
  const shipping = moneyOf(properties["shipping"]) ?? ZERO;
  const tax = moneyOf(properties["tax"]) ?? ZERO;
  const saidOther = moneyOf(properties["other"]);
  const saidTotal = moneyOf(properties["total"]);
  const saidDiscount = moneyOf(properties["discount"]);
  let discount = saidDiscount === null ? discountsOf(items) : absolute(saidDiscount);
  const net = netGoodsOf(properties, grossSubtotal);
  const subtotal = grossSubtotal ? moneyOf(properties["subtotal"]) : null;
  const rest = saidTotal === null ? null : saidTotal - shipping - tax - (saidOther ?? ZERO);
  const fromNet = net ?? rest;
  const gross = subtotal ?? goodsOf(items) ?? (fromNet === null ? null : fromNet + discount);
  if (gross === null) return items.length > 0 ? nothing(discount, shipping, tax) : null;
  let other = saidOther ?? ZERO;
  const open = saidTotal === null ? ZERO : saidTotal - (gross - discount + shipping + tax + other);
  if (open < ZERO && saidDiscount === null && discount === ZERO) discount = -open;
  else other += open;
  return { gross, discount, shipping, tax, other, total: gross - discount + shipping + tax + other };
}

function netGoodsOf(properties: JsonObject, grossSubtotal: boolean): Money | null {
  const subtotal = grossSubtotal ? null : moneyOf(properties["subtotal"]);
  return subtotal ?? moneyOf(properties["revenue"]) ?? moneyOf(properties["value"]);
}

function nothing(discount: Money, shipping: Money, tax: Money): Amounts {
  const total = shipping + tax - discount;
  return { gross: ZERO, discount, shipping, tax, other: ZERO, total };
}

/**
 * What an Order Refunded gives back: goods as said, else what the total leaves beside shipping, tax
 * and other, else the products. Null where it says none of these: then the whole order is meant.
 */
export function refundAmountsOf(properties: JsonObject, items: readonly Item[]): RefundAmounts | null {
  const shipping = absolute(moneyOf(properties["shipping"]) ?? ZERO);
  const tax = absolute(moneyOf(properties["tax"]) ?? ZERO);
  const other = absolute(moneyOf(properties["other"]) ?? ZERO);
  const total = moneyOf(properties["total"]) ?? moneyOf(properties["value"]);
  const said =
    moneyOf(properties["goods"]) ?? moneyOf(properties["subtotal"]) ?? moneyOf(properties["revenue"]);
  const fromTotal = total === null ? null : atLeastZero(absolute(total) - shipping - tax - other);
  const products = goodsOf(items.map((item) => ({ ...item, quantity: unsigned(item.quantity) })));
  const fromItems = products === null ? null : atLeastZero(absolute(products) - discountsOf(items));
  const goods = said === null ? (fromTotal ?? fromItems) : absolute(said);
  if (goods === null && shipping + tax + other === ZERO) return null;
  return { goods: goods ?? ZERO, shipping, tax, other };
}

function unsigned(quantity: string): string {
  return (parseMoney(quantity) ?? ZERO) < ZERO ? quantity.replace("-", "") : quantity;
}

/** Zero for a negative amount. */
export function atLeastZero(money: Money): Money {
  return money < ZERO ? ZERO : money;
}
