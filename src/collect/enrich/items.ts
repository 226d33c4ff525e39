import { isJsonObject } from "../../core/json.ts";
import type { Json, JsonObject } from "../../core/json.ts";
import { ZERO, multiply, parseMoney, showMoney } from "../../core/money.ts";
import type { Money } from "../../core/money.ts";
import type { Item } from "../../core/rows.ts";

/** Products of one order; far more than a shop sells at once. */
const MOST_ITEMS = 5000;
const ONE = "1";

/** The lines of an e-commerce event: `products`, or the one product that the event is about. */
export function itemsOf(properties: JsonObject): Item[] {
  const products = properties["products"];
  if (Array.isArray(products)) return products.filter(isJsonObject).slice(0, MOST_ITEMS).map(toItem);
  return properties["product_id"] != null || properties["sku"] != null ? [toItem(properties)] : [];
}

function toItem(product: JsonObject): Item {
  return {
    product_id: textOf(product["product_id"]),
    sku: textOf(product["sku"]),
    name: textOf(product["name"]),
    category: textOf(product["category"]),
    quantity: decimalOf(product["quantity"]) ?? ONE,
    price: decimalOf(product["price"]) ?? "0",
    discount: decimalOf(product["discount"]) ?? "0",
  };
}

/** Price times quantity over all lines; null where no line has a price. */
export function goodsOf(items: readonly Item[]): Money | null {
  let sum: Money | null = null;
  for (const item of items) {
    const price = parseMoney(item.price) ?? ZERO;
    if (price !== ZERO) sum = (sum ?? ZERO) + multiply(price, parseMoney(item.quantity) ?? ZERO);
  }
  return sum;
}

/** The lines' own discounts together. */
export function discountsOf(items: readonly Item[]): Money {
  return items.reduce((sum, item) => sum + absolute(parseMoney(item.discount) ?? ZERO), ZERO);
}

/** An amount without its sign. */
export function absolute(money: Money): Money {
  return money < ZERO ? -money : money;
}

/** An amount as properties carry it (number or text); null where it is neither or too large. */
export function moneyOf(value: Json | undefined): Money | null {
  return typeof value === "number" || typeof value === "string" ? parseMoney(value) : null;
}

/** What showMoney writes of an amount from 0 up: nothing is to be changed about it. */
const AS_WRITTEN = /^(?:0|[1-9]\d{0,12})(?:\.\d{0,3}[1-9])?$/;

/** The same as facts take it. */
export function decimalOf(value: Json | undefined): string | null {
  // Imports bring millions of items whose decimals are plain already.
  if (typeof value === "string" && AS_WRITTEN.test(value)) return value;
  const money = moneyOf(value);
  return money === null ? null : showMoney(money);
}

/** Text or a number as text, at most 500 characters; "" for anything else. */
export function textOf(value: Json | undefined): string {
  if (typeof value === "number") return String(value);
  return typeof value === "string" ? value.slice(0, 500) : "";
}

/** An ISO 4217 code in capitals; "" where it is none. */
export function currencyOf(properties: JsonObject): string {
  const code = textOf(properties["currency"]).trim().toUpperCase();
  return /^[A-Z]{3}$/.test(code) ? code : "";
}
