import { parseMoney, type Money } from "../../../core/money.ts";

const PLAIN = /^-?\d+(?:\.\d+)?$/;

/**
 * Reads an amount or quantity as people and shops write it: "1.234,50 €", "(12.00)", "-3", "1e3".
 * Null where it is no number.
 */
export function parseAmount(text: string, decimal: "." | ","): Money | null {
  if (decimal === "." && PLAIN.test(text)) return parseMoney(text);
  let plain = text.replaceAll(/[\s\u00a0\u202f'’]|[A-Z]{3}|[₺€$£¥₽]|TL/g, "").replace("−", "-");
  const bracketed = /^\((.*)\)$/.exec(plain);
  if (bracketed) plain = `-${bracketed[1]}`;
  const grouping = decimal === "." ? "," : ".";
  if (!hasThousands(plain, grouping, decimal)) return null;
  plain = plain.replaceAll(grouping, "");
  if (decimal === ",") plain = plain.replace(",", ".");
  return parseMoney(plain.replace(/-$/, "").replace(/^/, plain.endsWith("-") ? "-" : ""));
}

/** A grouping mark stands before three digits; elsewhere it is a decimal of another locale. */
function hasThousands(text: string, grouping: string, decimal: string): boolean {
  const whole = text.split(decimal)[0] ?? "";
  const after = text.slice(whole.length);
  if (after.includes(grouping)) return false;
  return whole
    .split(grouping)
    .slice(1)
    .every((group) => /^\d{3}$/.test(group));
}

/** Which decimal sign a column's values use; null where they leave it open. */
export function decimalOf(values: readonly string[]): "." | "," | null {
  let points = 0;
  let commas = 0;
  for (const value of values) {
    const text = value.replaceAll(/[^\d.,]/g, "");
    const last = Math.max(text.lastIndexOf("."), text.lastIndexOf(","));
    if (last < 0) continue;
    const other = text[last] === "." ? "," : ".";
    const settled = text.length - last - 1 !== 3 || text.includes(other);
    if (!settled || text.indexOf(text[last] ?? "") !== last) continue;
    if (text[last] === ",") commas++;
    else points++;
  }
  return commas === points ? null : commas > points ? "," : ".";
}
