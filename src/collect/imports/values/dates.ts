import { monthOf } from "./months.ts";

/** What 03/04 means. */
export type DateOrder = "day-first" | "month-first";

/** A moment as it is written: an instant, or a time on the wall of a place that isn't named. */
export type WrittenTime = { readonly ms: number; readonly zoned: boolean };

const CLOCK = String.raw`(?:[T ,]+(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:[.,](\d{1,9}))?)?\s*([AaPp]\.?[Mm]\.?|ÖÖ|ÖS|ص|م)?)?`;
const ZONE = String.raw`\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{2})?`;
const YEAR_FIRST = new RegExp(`^(\\d{4})[-/.](\\d{1,2})[-/.](\\d{1,2})${CLOCK}${ZONE}$`);
const NUMBERS = new RegExp(`^(\\d{1,2})[-/.](\\d{1,2})[-/.](\\d{4}|\\d{2})${CLOCK}${ZONE}$`);
const DAY_NAMED = new RegExp(
  `^(?:\\p{L}+,?\\s+)?(\\d{1,2})[\\s.-]+(\\p{L}[\\p{L} ]*?)\\.?[\\s,-]+(\\d{4})${CLOCK}${ZONE}$`,
  "u",
);
const MONTH_NAMED = new RegExp(
  `^(?:\\p{L}+,\\s+)?(\\p{L}+)\\.?\\s+(\\d{1,2}),?\\s+(\\d{4})${CLOCK}${ZONE}$`,
  "u",
);
const EPOCH = /^\d{10}(?:\.\d+)?$|^\d{13}$/;
const SERIAL = /^[2-6]\d{4}(?:\.\d+)?$/;
/** No date is longer; what is only keeps the expressions above busy. */
const LONGEST = 80;
/** Day 0 of spreadsheets: 1899-12-30. */
const SERIAL_ZERO = -2_209_161_600_000;
const DAY = 86_400_000;

/** The two leading numbers of a date such as 03/04/2021; null for any other way of writing. */
export function leadingNumbers(text: string): readonly [number, number] | null {
  const match = NUMBERS.exec(text);
  return match ? [Number(match[1]), Number(match[2])] : null;
}

/**
 * Reads a date or time: ISO 8601, 31/12/2021, 12/31/21, "3 Mart 2021", "Mar 3, 2021 4:05 PM",
 * seconds or milliseconds since 1970, a spreadsheet's day number. Null where it is none, or where
 * it leaves the order of day and month open and none was settled.
 */
export function parseTime(text: string, order: DateOrder | null): WrittenTime | null {
  const trimmed = text.trim();
  if (trimmed.length > LONGEST) return null;
  const plain = arabicDigits(trimmed);
  const iso = YEAR_FIRST.exec(plain);
  if (iso) return moment(Number(iso[1]), Number(iso[2]), Number(iso[3]), iso.slice(4));
  const numbers = NUMBERS.exec(plain);
  if (numbers) return fromNumbers(numbers, order);
  if (EPOCH.test(plain))
    return { ms: Math.round(Number(plain) * (plain.length === 13 ? 1 : 1000)), zoned: true };
  if (SERIAL.test(plain)) return { ms: Math.round(SERIAL_ZERO + Number(plain) * DAY), zoned: false };
  return named(plain);
}

function fromNumbers(match: RegExpExecArray, order: DateOrder | null): WrittenTime | null {
  const [first, second] = [Number(match[1]), Number(match[2])];
  if (!order && first <= 12 && second <= 12 && first !== second) return null;
  const dayFirst = order ? order === "day-first" : second <= 12;
  const year = Number(match[3]);
  const whole = match[3]?.length === 2 ? year + (year < 70 ? 2000 : 1900) : year;
  return moment(whole, dayFirst ? second : first, dayFirst ? first : second, match.slice(4));
}

function named(text: string): WrittenTime | null {
  const day = DAY_NAMED.exec(text);
  if (day) return moment(Number(day[3]), monthOf(day[2] ?? "") ?? 0, Number(day[1]), day.slice(4));
  const month = MONTH_NAMED.exec(text);
  return month
    ? moment(Number(month[3]), monthOf(month[1] ?? "") ?? 0, Number(month[2]), month.slice(4))
    : null;
}

/** `rest` is hour, minute, second, fraction, half of the day, zone. */
function moment(
  year: number,
  month: number,
  day: number,
  rest: readonly (string | undefined)[],
): WrittenTime | null {
  const [hour = "0", minute = "0", second = "0", fraction = "0", half = "", zone] = rest;
  const hours = hoursOf(Number(hour), half);
  if (hours > 23 || Number(minute) > 59 || Number(second) > 59) return null;
  const midnight = Date.UTC(year, month - 1, day);
  const date = new Date(midnight);
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day || year < 1970 || year > 2200)
    return null;
  const clock = (hours * 3600 + Number(minute) * 60 + Number(second)) * 1000;
  return {
    ms: midnight + clock + Math.floor(Number(`0.${fraction}`) * 1000) - offsetOf(zone),
    zoned: zone !== undefined,
  };
}

function hoursOf(hour: number, half: string): number {
  if (half === "") return hour;
  const afternoon = /^p|^ÖS|^م/i.test(half);
  return (hour % 12) + (afternoon ? 12 : 0);
}

function offsetOf(zone: string | undefined): number {
  const match = zone ? /^([+-])(\d{2}):?(\d{2})?$/.exec(zone) : null;
  if (!match) return 0;
  const minutes = Number(match[2]) * 60 + Number(match[3] ?? 0);
  return (match[1] === "-" ? -minutes : minutes) * 60_000;
}

function arabicDigits(text: string): string {
  return text.replaceAll(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x660));
}
