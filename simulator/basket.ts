import type { Random } from "../src/core/random.ts";
import type { Customer } from "./customer.ts";
import type { Product } from "./catalogue.ts";
import { drawProduct, keepsTo } from "./habits.ts";
import { isSale } from "./season.ts";
import { happens, whole } from "./draws.ts";

/** A line of an order; amounts in hundredths of the currency's unit. */
export type Line = { readonly product: Product; readonly quantity: number };

/** What an order comes to. total = subtotal − discount + shipping + tax. */
export type Basket = {
  readonly lines: readonly Line[];
  readonly subtotal: number;
  readonly discount: number;
  readonly shipping: number;
  readonly tax: number;
  readonly total: number;
  readonly coupon: string | null;
};

const TAX = 0.1;
const FREE_SHIPPING_FROM = 5_000;
const SHIPPING = 390;

/** Fills a basket. Thrifty customers come with a coupon, in the sale everybody does; tills ship nothing. */
export function drawBasket(customer: Customer, at: number, till: boolean): Basket {
  const { random, temper, habits } = customer;
  const sale = isSale(at);
  const thrift = temper.thrift * habits.thrift[0] + habits.thrift[1];
  const count = keepsTo(random) ? whole(random, ...habits.lines) : whole(random, 1, 4);
  const products = new Set(Array.from({ length: count }, () => drawProduct(random, habits)));
  const lines = [...products].map((product) => ({ product, quantity: happens(random, 0.8) ? 1 : 2 }));
  const subtotal = lines.reduce((sum, line) => sum + line.product.price * line.quantity, 0);
  const share = sale ? 0.2 : happens(random, thrift) ? 0.1 : 0;
  const discount = Math.round(subtotal * share);
  const goods = subtotal - discount;
  const shipping = till || goods >= FREE_SHIPPING_FROM ? 0 : SHIPPING;
  const tax = Math.round(goods * TAX);
  const coupon = share === 0 ? null : sale ? "SALE20" : "THANKS10";
  return { lines, subtotal, discount, shipping, tax, total: goods + shipping + tax, coupon };
}

/** What comes back of an order: everything, or its first line. */
export function drawReturn(random: Random, basket: Basket): Basket {
  const first = basket.lines[0];
  if (!first || basket.lines.length === 1 || happens(random, 0.5)) return basket;
  const subtotal = first.product.price * first.quantity;
  const discount = Math.round((subtotal * basket.discount) / basket.subtotal);
  const tax = Math.round((subtotal - discount) * TAX);
  return {
    lines: [first],
    subtotal,
    discount,
    shipping: 0,
    tax,
    total: subtotal - discount + tax,
    coupon: null,
  };
}
