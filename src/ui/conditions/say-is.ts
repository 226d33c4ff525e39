import type { TFunction } from "i18next";
import {
  codeOf,
  itemFieldOf,
  codedIn,
  type Duration,
  type Filter,
  type Is,
  type Plain,
} from "../../profile/conditions/contract.ts";
import { BUYER_KINDS, RFM_CELLS } from "../../measure/rfm/contract.ts";
import { partsOf } from "./durations.ts";
import { quoted, tidy, type Say } from "./say.ts";

/** A length of time: "7 days". */
export function sayDuration({ t, format }: Say, duration: Duration): string {
  const { unit, count } = partsOf(duration);
  return t(`conditions.duration.${unit}`, { count, n: format.number(count) });
}

function sayPlain(say: Say, value: Plain, field: string): string {
  const { t, format } = say;
  if (typeof value === "number") return format.number(value, Number.isInteger(value) ? 0 : 2);
  if (typeof value === "boolean") return value ? t("words.yes") : t("words.no");
  return nameOfValue(say, field, value) ?? quoted(say, value);
}

/** A country's or language's name, of its code or of any of its names. */
function nameOfCode({ format }: Say, field: string, value: string): string | null {
  const kind = codedIn(field);
  const code = kind && codeOf(kind, value);
  if (!kind || !code) return null;
  const name = format.code(kind === "country" ? "region" : "language", code);
  return name === code ? null : name;
}

const STATES = ["visitor", "new", "active", "slipping", "lost", "won_back"] as const;
const TIERS = ["high", "medium", "other"] as const;
const DEVICES = ["phone", "tablet", "desktop"] as const;

/** What our own words are called in the reader's language. */
export function nameOfValue(say: Say, field: string, value: string): string | null {
  const { t } = say;
  const state = field === "state" && STATES.find((one) => one === value);
  if (state) return t(`words.state.${state}`);
  const tier = field === "tier" && TIERS.find((one) => one === value);
  if (tier) return t(`words.tier.${tier}`);
  const cell = field === "rfm_cell" && RFM_CELLS.find((one) => one === value);
  if (cell) return t(`rfm.cell.${cell}`);
  const kind = field === "buyer_kind" && BUYER_KINDS.find((one) => one === value);
  if (kind) return t(`rfm.kinds.${kind}`);
  const device = field === "device" && DEVICES.find((one) => one === value);
  return device ? t(`words.device.${device}`) : nameOfCode(say, field, value);
}

const NUMBERS = ["at_least", "at_most", "above", "below"] as const;
const TEXTS = ["contains", "begins", "ends"] as const;
const DATES = ["before", "after"] as const;
const LENGTHS = ["past", "longer_ago", "coming", "anniversary"] as const;

type SaidIs =
  | (typeof NUMBERS | typeof TEXTS | typeof DATES | typeof LENGTHS)[number]
  | ("any_of" | "none_of" | "known" | "unknown" | "between");

/** Whether a field's name is feminine in the reader's language: then what is said of it is, too. */
export function genderOf(t: TFunction, field: string): { context?: "she" } {
  return t("conditions.feminine").split(" ").includes(field) ? { context: "she" } : {};
}

/** How a value is compared: "is at least 50". */
export function sayIs(say: Say, is: Is, field = ""): string {
  const { format } = say;
  const gender = genderOf(say.t, field);
  const t = (key: SaidIs, values: object = {}) => say.t(`conditions.is.${key}`, { ...gender, ...values });
  if ("any_of" in is) return t("any_of", { value: choice(say, is.any_of, field) });
  if ("none_of" in is) return t("none_of", { value: choice(say, is.none_of, field) });
  if ("known" in is) return is.known ? t("known") : t("unknown");
  if ("between" in is) {
    if (is.between[0] === is.between[1]) return t("any_of", { value: sayPlain(say, is.between[0], field) });
    const [from, to] = is.between.map((end) => sayPlain(say, end, field));
    return t("between", { from, to });
  }
  const held = is as unknown as Readonly<Record<string, never>>;
  const number = NUMBERS.find((key) => key in held);
  if (number) return t(number, { value: sayPlain(say, held[number] ?? 0, field) });
  const text = TEXTS.find((key) => key in held);
  if (text) return t(text, { value: quoted(say, held[text] ?? "") });
  const date = DATES.find((key) => key in held);
  if (date) return t(date, { value: format.date(held[date] ?? "") });
  const length = LENGTHS.find((key) => key in held) ?? "past";
  return t(length, { value: sayDuration(say, held[length] ?? { days: 0 }) });
}

function choice(say: Say, values: readonly Plain[], field: string): string {
  return say.format.choice(values.map((value) => sayPlain(say, value, field)));
}

const FIELDS = [
  ...["name", "channel", "device", "country", "language", "page_url", "page_title", "referrer"],
  ...["campaign_source", "campaign_medium", "campaign_name", "amount", "discount", "coupon", "currency"],
  ...["source", "account", "session_id", "trust", "order_id", "hour", "weekday"],
  ...["product_id", "sku", "category", "quantity", "price"],
] as const;

/** What a field of a row is called; a path of the business's own stays as it is. */
export function sayField(say: Say, field: string, ofItem = false): string {
  const { t } = say;
  const ofItems = itemFieldOf(field);
  if (ofItems !== null) return t("conditions.ofItems", { field: sayField(say, ofItems, true) });
  if (ofItem && field === "name") return t("conditions.itemName");
  const known = FIELDS.find((name) => name === field);
  return known
    ? t(`conditions.field.${known as "name"}`)
    : field.replace(/^(properties|context|traits)\./, "");
}

/** Figures that every workspace has. */
export const FIGURES = [
  ...["orders", "revenue", "average_order", "days_since_order", "first_order_at", "last_order_at"],
  ...["median_gap", "state", "tier"],
  ...["rfm_cell", "recency_class", "frequency_class", "monetary_class", "buyer_kind"],
] as const;

/** What a figure is called; one that these pages don't know goes by its name. */
export function sayFigure({ t }: Say, figure: string): string {
  const known = FIGURES.find((name) => name === figure);
  return known ? t(`conditions.figure.${known as "orders"}`) : figure.replaceAll("_", " ");
}

/** Fields and how they compare, all of which must hold. */
export function sayFilters(say: Say, filters: readonly Filter[], ofItem = false): string {
  return say.format.list(
    filters.map(({ field, is }) => tidy(`${sayField(say, field, ofItem)} ${sayIs(say, is, field)}`)),
  );
}
