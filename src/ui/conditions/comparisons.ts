/** The ways to compare a value, and how one becomes another while somebody chooses. Pure. */
import { codedIn, type Duration, type Is, type Plain } from "../../profile/conditions/contract.ts";

/**
 * What kind of value is compared; `any`: nobody knows before it is met; `fixed`: the same of a row, which
 * is compared once and for all; `code`: of a country or a language.
 */
export type ValueKind = "text" | "number" | "date" | "word" | "code" | "any" | "fixed";

const TEXT = ["any_of", "none_of", "contains", "begins", "ends"] as const;
const NUMBER = ["at_least", "at_most", "above", "below", "between"] as const;
const DATE = ["before", "after", "past", "longer_ago", "coming", "anniversary"] as const;
const KNOWN = ["known", "unknown"] as const;

/** A way to compare. */
export type Op = (typeof TEXT | typeof NUMBER | typeof DATE | typeof KNOWN)[number];

/** The ways that fit a kind of value. */
export function opsFor(kind: ValueKind): readonly Op[] {
  switch (kind) {
    case "text":
      return [...TEXT, ...KNOWN];
    case "number":
      return [...NUMBER, "any_of", "none_of", ...KNOWN];
    case "date":
      return [...DATE, ...KNOWN];
    case "code":
      return ["any_of", "none_of", ...KNOWN];
    case "word":
      return ["any_of", "none_of"];
    case "fixed":
      return [...TEXT, ...NUMBER, "before", "after", ...KNOWN];
    case "any":
      return [...TEXT, ...NUMBER, ...DATE, ...KNOWN];
  }
}

/** The way that a comparison goes. */
export function opOf(is: Is): Op {
  const [key = "known"] = Object.keys(is);
  return key === "known" && "known" in is && !is.known ? "unknown" : (key as Op);
}

/** A comparison that goes another way, with what can be kept of the one before. */
export function isOf(op: Op, before: Is): Is {
  const [held] = Object.values(before) as [unknown];
  const list = Array.isArray(held) && "none_of" in before === false && !("between" in before);
  const plains: readonly Plain[] = list || "none_of" in before ? (held as Plain[]) : [];
  const number = typeof held === "number" ? held : 1;
  const duration: Duration =
    typeof held === "object" && held !== null && !Array.isArray(held) ? (held as Duration) : { days: 30 };
  const text = typeof held === "string" && !("before" in before) && !("after" in before) ? held : "";
  const day = "before" in before || "after" in before ? String(held) : "";
  if (op === "known" || op === "unknown") return { known: op === "known" };
  if (op === "between") return { between: [number, number] };
  const value =
    { any_of: plains, none_of: plains, contains: text, begins: text, ends: text }[op as string] ??
    { before: day, after: day }[op as string] ??
    { past: duration, longer_ago: duration, coming: duration, anniversary: duration }[op as string] ??
    number;
  return { [op]: value } as unknown as Is;
}

/** What somebody typed as the value that is meant: a number, a truth, else the text. */
export function plainOf(typed: string, kind: ValueKind): Plain {
  if (kind === "text" || kind === "word" || kind === "code") return typed;
  if (typed === "true" || typed === "false") return typed === "true";
  const number = Number(typed);
  return typed.trim() !== "" && String(number) === typed.trim() ? number : typed;
}

const NUMBERS = ["amount", "discount", "quantity", "price", "hour", "weekday"];
const WORDS = ["trust"];

/** What kind of value a field of a row has. */
export function kindOfField(field: string): ValueKind {
  if (field.startsWith("properties.") || field.startsWith("context.")) return "fixed";
  if (NUMBERS.includes(field)) return "number";
  if (codedIn(field) !== null) return "code";
  return WORDS.includes(field) ? "word" : "text";
}

const FIGURES: Readonly<Record<string, ValueKind>> = {
  first_order_at: "date",
  last_order_at: "date",
  state: "word",
  tier: "word",
  rfm_cell: "word",
  buyer_kind: "word",
};

/** What kind of value a figure has. */
export const kindOfFigure = (figure: string): ValueKind => FIGURES[figure] ?? "number";
