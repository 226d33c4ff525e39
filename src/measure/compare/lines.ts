import { momentsOf, spreadOut, standardisedDifference, type Moments } from "../../profile/personas/index.ts";
import type { Column } from "./columns.ts";
import type { CompareLine } from "./contract.ts";
import { adjusted, twoSided } from "./false-discovery.ts";

/** Of fewer customers than this on a side a line says nothing. */
const LEAST_KNOWN = 10;
/** About so many of the lines that hold are chance. */
const FALSE_SHARE = 0.05;

/** Columns as lines: what holds first, the greatest difference first. The first `ofA` customers are those of a. */
export function linesOf(columns: readonly Column[], ofA: number): CompareLine[] {
  const bare = columns.flatMap((column) => bareLine(column, ofA) ?? []);
  const q = adjusted(bare.map(({ p }) => p));
  const lines = bare.map((line, at) => ({ ...line, q: q[at] ?? 1, holds: (q[at] ?? 1) <= FALSE_SHARE }));
  return lines.toSorted(
    (one, other) => Number(other.holds) - Number(one.holds) || Math.abs(other.d) - Math.abs(one.d),
  );
}

/** The name by which a line is opened. */
export function keyOf({ group, name, value }: Pick<Column, "group" | "name" | "value">): string {
  return group === "trait" ? `${group}:${name}:${value}` : `${group}:${name}`;
}

/** Amounts are compared by ratios, as personas compare them. */
function bareLine(column: Column, ofA: number): Omit<CompareLine, "q" | "holds"> | null {
  const { group, name, value, set, unit, isYesOrNo, values } = column;
  const spread = unit === "share" || group === "rfm" ? "share" : "amount";
  const sides = [values.subarray(0, ofA), values.subarray(ofA)].map((side) =>
    momentsOf(spreadValues(side, spread)),
  );
  const [a, b] = sides[0] && sides[1] ? loosened(sides[0], sides[1]) : [];
  if (!a || !b || a.count < LEAST_KNOWN || b.count < LEAST_KNOWN) return null;
  const difference = standardisedDifference(a, b);
  if (!difference) return null;
  const side = ({ count, mean }: Moments) => ({
    known: count,
    mean: spread === "amount" ? Math.expm1(mean) : mean,
  });
  const names = { key: keyOf(column), group, name, value, set, unit, isYesOrNo };
  return { ...names, a: side(a), b: side(b), ...difference, p: chance(a, b) };
}

function* spreadValues(values: Iterable<number>, spread: "amount" | "share"): Generator<number> {
  for (const value of values) yield Number.isNaN(value) ? value : spreadOut(value, spread);
}

/**
 * Where each side is all of one value, and not of the same, nothing varies by which the difference
 * could be measured: each is looked at as if one more customer were like the other side's.
 */
function loosened(a: Moments, b: Moments): [Moments, Moments] {
  if (a.variance > 0 || b.variance > 0 || a.mean === b.mean) return [a, b];
  const varied = (side: Moments) => ({ ...side, variance: (a.mean - b.mean) ** 2 / (side.count + 1) });
  return [varied(a), varied(b)];
}

/** How often chance alone would part means so far (Welch 1947; for so many customers the normal tail). */
function chance(a: Moments, b: Moments): number {
  const error = Math.sqrt(a.variance / a.count + b.variance / b.count);
  return error > 0 ? twoSided((a.mean - b.mean) / error) : 0;
}
