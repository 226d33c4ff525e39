/**
 * Money is a whole number of ten-thousandths of the currency's unit, as bigint: sums never drift.
 * Facts hold it as Decimal(18, 4), JSON carries it as a decimal string.
 */
export type Money = bigint;

const SCALE = 4;
const UNIT = 10n ** BigInt(SCALE);
/** Decimal(18, 4) holds 14 digits before the point. */
const LIMIT = 10n ** 18n;

/** Nothing. */
export const ZERO: Money = 0n;

/**
 * Reads a plain decimal ("-1234.5", "1e3"); digits past the fourth round half away from zero.
 * Null where the text is no number or too large for Decimal(18, 4).
 */
export function parseMoney(text: string | number): Money | null {
  const match = /^\s*([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,2}))?\s*$/.exec(String(text));
  if (!match || (!match[2] && !match[3])) return null;
  const [, sign, whole = "", fraction = "", exponent = "0"] = match;
  const shift = SCALE + Number(exponent) - fraction.length;
  const digits = BigInt(whole + fraction);
  const scaled = shift >= 0 ? digits * 10n ** BigInt(shift) : roundedShift(digits, -shift);
  if (scaled >= LIMIT) return null;
  return sign === "-" ? -scaled : scaled;
}

function roundedShift(digits: bigint, places: number): bigint {
  const divisor = 10n ** BigInt(places);
  return (digits + divisor / 2n) / divisor;
}

/** Writes money as facts and JSON carry it: "-1234.5", at most four places, none that are zero. */
export function showMoney(money: Money): string {
  const sign = money < 0n ? "-" : "";
  const absolute = money < 0n ? -money : money;
  const fraction = (absolute % UNIT).toString().padStart(SCALE, "0").replace(/0+$/, "");
  return `${sign}${absolute / UNIT}${fraction && `.${fraction}`}`;
}

/** Price times quantity, both in ten-thousandths; rounds half away from zero. */
export function multiply(price: Money, quantity: Money): Money {
  const product = price * quantity;
  const half = product < 0n ? -UNIT / 2n : UNIT / 2n;
  return (product + half) / UNIT;
}
