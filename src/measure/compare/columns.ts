import type { CountedRows } from "../../core/counted-rows-port.ts";
import type { Context } from "../../core/context.ts";
import type { HandleId, ProfileId } from "../../core/ids.ts";
import type { FigureBasis, NamedSet } from "../basis/index.ts";
import type { CompareLine } from "./contract.ts";
import type { Sides } from "./sides.ts";

/** The customers of both sides: first those of a, then those of b. */
export type Sample = {
  readonly ids: readonly ProfileId[];
  readonly ofA: number;
  readonly placeOf: ReadonlyMap<number, number>;
  readonly handles: readonly HandleId[];
};

/** What lines are worked out from. */
export type Work = {
  readonly context: Context;
  readonly basis: FigureBasis;
  readonly counted: CountedRows;
  readonly sample: Sample;
  readonly sides: Sides;
};

/** One measure of all customers of a sample. */
export type Column = Pick<CompareLine, "group" | "name" | "value" | "unit" | "isYesOrNo"> & {
  readonly set: NamedSet | null;
  /** By the customer's place; NaN where it is not known. */
  readonly values: Float64Array;
};

/** A column of which nothing is known yet. */
export function emptyColumn(sample: Sample, of: Partial<Column> & Pick<Column, "group" | "name">): Column {
  const values = new Float64Array(sample.ids.length).fill(Number.NaN);
  return { value: "", set: null, unit: "share", isYesOrNo: true, values, ...of };
}

/**
 * Columns of a value of which each customer has one: whether it is this one, for each that occurs,
 * the most usual first, at most so many. Null: not known.
 */
export function oneOfEach(
  sample: Sample,
  of: Pick<Column, "group"> & {
    readonly most: number;
    readonly nameOf: (value: string) => Pick<Column, "name" | "value">;
  },
  values: ReadonlyMap<number, string>,
): Column[] {
  const often = new Map<string, number>();
  for (const value of values.values()) often.set(value, (often.get(value) ?? 0) + 1);
  const usual = [...often].toSorted(([a, n], [b, m]) => m - n || (a < b ? -1 : 1)).slice(0, of.most);
  return usual.map(([value]) => {
    const column = emptyColumn(sample, { group: of.group, ...of.nameOf(value) });
    for (const [place, has] of values) column.values[place] = has === value ? 1 : 0;
    return column;
  });
}
