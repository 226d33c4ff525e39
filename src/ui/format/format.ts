/** Numbers, money, dates and lengths of time in a locale, by Intl. Pure; the hook is use-format.ts. */

/** What a formatter needs to know of the workspace and of the reader. */
export type FormatSettings = { tag: string; timeZone: string; currency: string };

/** All ways of writing a value. An unknown value is an en dash. */
export type Format = {
  number(value: number | null, digits?: number): string;
  /** With the sign always written. */
  signed(value: number | null, digits?: number): string;
  /** A share from 0 to 1. */
  percent(share: number | null, digits?: number): string;
  /** Decimal text or a number, in the workspace's currency unless told. */
  money(value: string | number | null, currency?: string): string;
  /** Without the small change, for headlines and axes. */
  roundMoney(value: string | number | null): string;
  compact(value: number | null): string;
  date(iso: string | null): string;
  month(iso: string | null): string;
  shortMonth(iso: string | null): string;
  dateTime(iso: string | null): string;
  time(iso: string | null): string;
  bytes(value: number): string;
  list(items: readonly string[]): string;
  /** "a or b". */
  choice(items: readonly string[]): string;
  /** A country's or a language's name by its code; the code where there is none. */
  code(type: "region" | "language", code: string): string;
};

const NONE = "–";
const DAY = { day: "numeric", month: "short", year: "numeric" } as const;
const UNITS = ["byte", "kilobyte", "megabyte", "gigabyte", "terabyte"] as const;

/** "2026-01-31" is a day of the workspace, not an instant: it is shown as it stands. */
function read(iso: string): { at: Date; plain: boolean } {
  const plain = /^\d{4}-\d{2}(-\d{2})?$/.test(iso);
  return { at: new Date(plain ? `${iso.slice(0, 7)}${iso.slice(7) || "-01"}T12:00:00Z` : iso), plain };
}

/** Builds the formatters for one reader. */
export function formatFor({ tag, timeZone, currency }: FormatSettings): Format {
  const when = (iso: string | null, options: Intl.DateTimeFormatOptions): string => {
    if (!iso) return NONE;
    const { at, plain } = read(iso);
    if (Number.isNaN(at.getTime())) return iso;
    return new Intl.DateTimeFormat(tag, { ...options, timeZone: plain ? "UTC" : timeZone }).format(at);
  };
  const count = (value: number | null, options: Intl.NumberFormatOptions): string =>
    value === null || !Number.isFinite(value) ? NONE : new Intl.NumberFormat(tag, options).format(value);
  const asMoney = (value: string | number | null, code: string, more: Intl.NumberFormatOptions) =>
    value === null ? NONE : count(Number(value), { style: "currency", currency: code, ...more });
  const fixed = (digits = 0) => ({ minimumFractionDigits: digits, maximumFractionDigits: digits });
  return {
    number: (value, digits) => count(value, fixed(digits)),
    signed: (value, digits) => count(value, { ...fixed(digits), signDisplay: "exceptZero" }),
    percent: (share, digits = 1) => count(share, { style: "percent", ...fixed(digits) }),
    money: (value, code = currency) => asMoney(value, code, {}),
    roundMoney: (value) => asMoney(value, currency, { maximumFractionDigits: 0 }),
    compact: (value) => count(value, { notation: "compact", maximumFractionDigits: 1 }),
    date: (iso) => when(iso, DAY),
    month: (iso) => when(iso, { month: "long", year: "numeric" }),
    shortMonth: (iso) => when(iso, { month: "short", year: "2-digit" }),
    dateTime: (iso) => when(iso, { ...DAY, hour: "2-digit", minute: "2-digit" }),
    time: (iso) => when(iso, { hour: "2-digit", minute: "2-digit", second: "2-digit" }),
    bytes: (value) => {
      const step = Math.min(Math.floor(Math.log10(Math.max(value, 1)) / 3), UNITS.length - 1);
      const unit = UNITS[step] ?? "byte";
      const digits = step === 0 ? 0 : 1;
      return count(value / 1000 ** step, { style: "unit", unit, unitDisplay: "short", ...fixed(digits) });
    },
    list: (items) => new Intl.ListFormat(tag, { type: "conjunction" }).format(items),
    choice: (items) => new Intl.ListFormat(tag, { type: "disjunction" }).format(items),
    code: (type, code) => {
      try {
        return new Intl.DisplayNames(tag, { type }).of(code) ?? code;
      } catch {
        return code;
      }
    },
  };
}
