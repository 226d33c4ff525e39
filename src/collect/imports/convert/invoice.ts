import { multiply, type Money } from "../../../core/money.ts";
import type { Rules } from "../mapping-contract.ts";
import type { Amounts, Product } from "./order-facts.ts";

/** One line of an invoice. */
export type InvoiceLine = {
  readonly line: number;
  readonly at: number;
  /** As the file has it: negative for what came back. */
  readonly quantity: Money;
  readonly price: Money;
  readonly product: Omit<Product, "quantity" | "price">;
};

/** What an invoice is; each has exactly one meaning. */
export type InvoiceKind = "orders" | "refunds" | "free" | "service" | "stockCorrections" | "adjustments";

type Charge = "goods" | "shipping" | "discount" | "other";

/** Which charge a product code stands for, by the rules. */
export function chargeOf(rules: Rules): (code: string) => Charge {
  const charges = new Map<string, Charge>();
  for (const code of rules.shippingCodes) charges.set(code, "shipping");
  for (const code of rules.discountCodes) charges.set(code, "discount");
  for (const code of rules.otherCodes) charges.set(code, "other");
  return (code) => charges.get(code) ?? "goods";
}

/**
 * What an invoice is. An order has at least one line of goods with a quantity and a price above 0;
 * one with money for shipping or fees only is `service`, one without any is `free`. An invoice that
 * only takes back is a refund where money flows, else a correction of the stock.
 */
export function invoiceKind(id: string, lines: readonly InvoiceLine[], rules: Rules): InvoiceKind {
  if (rules.adjustmentPrefix && id.startsWith(rules.adjustmentPrefix)) return "adjustments";
  if (rules.cancelPrefix && id.startsWith(rules.cancelPrefix)) return "refunds";
  if (lines.every((line) => line.quantity <= 0n)) {
    return lines.some((line) => amountOf(line) !== 0n) ? "refunds" : "stockCorrections";
  }
  const charge = chargeOf(rules);
  if (lines.some((line) => isSale(line) && charge(line.product.product_id) === "goods")) return "orders";
  return lines.some((line) => amountOf(line) !== 0n) ? "service" : "free";
}

/** What was sold: amounts and products of the lines with a quantity above 0. */
export function soldAmounts(lines: readonly InvoiceLine[], rules: Rules): Amounts & { products: Product[] } {
  const charge = chargeOf(rules);
  const sums = { subtotal: 0n, discount: 0n, shipping: 0n, tax: 0n, other: 0n };
  const products: Product[] = [];
  for (const line of lines) {
    const amount = amountOf(line);
    const kind = charge(line.product.product_id);
    sums.discount += line.product.discount;
    if (kind === "shipping") sums.shipping += amount;
    else if (kind === "discount") sums.discount += amount < 0n ? -amount : amount;
    else if (kind === "other" || line.price < 0n) sums.other += amount;
    else sums.subtotal += amount;
    if (kind === "goods") products.push({ ...line.product, quantity: line.quantity, price: line.price });
  }
  return { ...sums, products };
}

/** What was given back, as amounts that are positive where money went to the customer. */
export function returnedAmounts(
  lines: readonly InvoiceLine[],
  rules: Rules,
): Amounts & { products: Product[] } {
  const charge = chargeOf(rules);
  const sums = { subtotal: 0n, discount: 0n, shipping: 0n, tax: 0n, other: 0n };
  const products: Product[] = [];
  for (const line of lines) {
    const amount = -amountOf(line);
    const kind = charge(line.product.product_id);
    if (kind === "shipping") sums.shipping += amount;
    else if (kind === "goods") sums.subtotal += amount;
    else sums.other += amount;
    const quantity = line.quantity < 0n ? -line.quantity : line.quantity;
    if (kind === "goods") products.push({ ...line.product, quantity, price: line.price });
  }
  return { ...sums, products };
}

function isSale(line: InvoiceLine): boolean {
  return line.quantity > 0n && line.price > 0n;
}

function amountOf(line: InvoiceLine): Money {
  return multiply(line.price, line.quantity);
}
