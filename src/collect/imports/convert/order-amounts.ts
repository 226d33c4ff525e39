import { multiply, type Money } from "../../../core/money.ts";
import { totalOf, type Amounts, type Product } from "./order-facts.ts";

/** Amounts as an export says them; null where it doesn't. */
export type SaidAmounts = {
  /** Goods before discounts; `net`: after them. */
  readonly subtotal: Money | null;
  readonly net: Money | null;
  readonly discount: Money | null;
  readonly shipping: Money | null;
  readonly tax: Money | null;
  readonly total: Money | null;
};

/** Two hundredths: shops round every line. */
const ROUNDING = 200n;

/**
 * The amounts of an order so that gross − discount + shipping + tax + other = total, to the last
 * digit. Where prices include the tax, it is taken out of the goods.
 */
export function orderAmounts(said: SaidAmounts, products: readonly Product[]): Amounts {
  const discount = positive(said.discount ?? 0n);
  const shipping = said.shipping ?? 0n;
  const tax = said.tax ?? 0n;
  const subtotal = said.subtotal ?? (said.net === null ? null : said.net + discount) ?? goodsOf(products);
  if (subtotal === null) {
    const rest = (said.total ?? 0n) - shipping - tax + discount;
    return { subtotal: rest, discount, shipping, tax, other: 0n };
  }
  const amounts = { subtotal, discount, shipping, tax, other: 0n };
  if (said.total === null) return amounts;
  const missing = said.total - totalOf(amounts);
  if (tax !== 0n && positive(missing + tax) <= ROUNDING) {
    return { ...amounts, subtotal: subtotal - tax, other: missing + tax };
  }
  return { ...amounts, other: missing };
}

/** The part of an order that a refund gives back: the whole, or its share of each amount. */
export function refundedAmounts(order: Amounts, refunded: Money): Amounts {
  const total = totalOf(order);
  const goods = order.subtotal - order.discount;
  if (refunded >= total || total <= 0n) {
    const { shipping, tax, other } = order;
    return { subtotal: goods + (refunded - total), discount: 0n, shipping, tax, other };
  }
  const share = (amount: Money): Money => (amount * refunded) / total;
  const [shipping, tax, other] = [share(order.shipping), share(order.tax), share(order.other)];
  return { subtotal: refunded - shipping - tax - other, discount: 0n, shipping, tax, other };
}

function goodsOf(products: readonly Product[]): Money | null {
  if (products.length === 0) return null;
  return products.reduce((sum, product) => sum + multiply(product.price, product.quantity), 0n);
}

function positive(amount: Money): Money {
  return amount < 0n ? -amount : amount;
}
