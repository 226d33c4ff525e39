/** Sums, averages, extremes, last ones and numbers of different values: for the engine and in memory, side by side. */
import { NEVER } from "../../core/customer-figures-port.ts";
import { sql, type Sql } from "../../core/sql.ts";
import { folded } from "./compare-queries.ts";
import { itemFieldOf, type Total } from "./contract.ts";
import { fieldOf, itemField } from "./field-queries.ts";
import { fold } from "./fold.ts";
import type { Row } from "./history.ts";
import { itemsMet, NO_AMOUNTS } from "./matcher-queries.ts";
import type { Moment } from "./moment.ts";
import { least } from "./outcome-queries.ts";
import type { RowSource } from "./plan-queries.ts";
import { asNumber, asText, heldNumber, heldText, type Held, type Shape } from "./value-queries.ts";
import {
  counts,
  entersAt,
  entering,
  isCounted,
  leavesAt,
  leaving,
  mayCount,
  willCount,
  type Stretch,
} from "./window-queries.ts";

/** For the engine: a total, NULL where there is none, and until when it is that. */
export type TotalSql = { readonly value: Sql; readonly until: Sql };

/** {@link TotalSql} in memory. */
export type TotalHeld = { readonly value: number | null; readonly until: number };

/** Sums are reckoned to four places, so that no order of the rows changes them. */
const PLACES = 10_000;

/** For the engine: it may change when a row goes out or comes in. */
export function totalSql(source: RowSource, total: Total, stretch: Stretch): TotalSql {
  const { aggregates } = source;
  const flag = source.flag(total.total);
  const within = sql`${flag} AND ${counts(stretch)}`;
  const oldest = aggregates.of(sql`minOrNullIf(t, ${within})`);
  const next = aggregates.of(sql`minOrNullIf(t, ${flag} AND ${mayCount(stretch)})`);
  return {
    value: totalOf(source, total, within),
    until: least([leaving(stretch, oldest), entering(stretch, next)]),
  };
}

function totalOf(source: RowSource, total: Total, within: Sql): Sql {
  const { aggregates } = source;
  const values = valuesOf(source, total);
  if (values.areMany && total.as !== "last")
    return reckonedSql(total.as, aggregates.of(sql`groupArrayArrayIf(${values.column}, ${within})`));
  const number = values.column;
  const whole = rounded(sql`ifNull(${number}, 0)`);
  const sum = () => sql`(toFloat64(${aggregates.of(sql`sumIf(${whole}, ${within})`)}) / ${PLACES})`;
  const each: Record<Total["as"], () => Sql> = {
    sum,
    average: () => {
      const count = aggregates.of(sql`countIf(${within} AND ${number} IS NOT NULL)`);
      return sql`if(${count} = 0, NULL, ${sum()} / ${count})`;
    },
    min: () => aggregates.of(sql`minOrNullIf(${number}, ${within})`),
    max: () => aggregates.of(sql`maxOrNullIf(${number}, ${within})`),
    // In a tuple, since the engine would leave out a last row without a number.
    last: () => aggregates.of(sql`tupleElement(argMaxIf(tuple(${number}), (t, id), ${within}), 1)`),
    distinct: () => aggregates.of(sql`uniqExactIf(${number}, ${within} AND ${number} != '')`),
  };
  return each[total.as]();
}

/** {@link totalSql} over rows that are gathered: `rowsOf` gives an array of (t, and the column asked for). */
export function gatheredTotal(source: RowSource, total: Total, rowsOf: (also: Sql) => Sql): Sql {
  const { column, areMany } = valuesOf(source, total);
  if (total.as === "last") {
    const rows = sql`arraySort(i -> (i.1, i.2.1), ${rowsOf(sql`(id, ${column})`)})`;
    return sql`if(empty(${rows}), NULL, ${rows}[-1].2.2)`;
  }
  const values = sql`arrayMap(i -> i.2, ${rowsOf(column)})`;
  if (areMany) return reckonedSql(total.as, sql`arrayFlatten(${values})`);
  const isThere = total.as === "distinct" ? sql`1` : sql`i IS NOT NULL`;
  return reckonedSql(total.as, sql`arrayMap(i -> assumeNotNull(i), arrayFilter(i -> ${isThere}, ${values}))`);
}

/** For the engine: what rows give to reckon with, in a column; of items an array. */
function valuesOf(source: RowSource, { total, of, as }: Total): { column: Sql; areMany: boolean } {
  const item = itemFieldOf(of);
  if (item === null) {
    const value = source.value(total, of);
    return {
      column: source.also(as === "distinct" ? folded(asText(value)) : asNumber(value)),
      areMany: false,
    };
  }
  const each = as === "distinct" ? folded(asText(itemField(item))) : asNumber(itemField(item));
  const known = sql`arrayFilter(v -> v IS NOT NULL, ${source.ofItems(total.item ?? [], each)})`;
  return { column: source.also(sql`arrayMap(v -> assumeNotNull(v), ${known})`), areMany: true };
}

/** What is reckoned of all values in any order. */
type Reckoned = Exclude<Total["as"], "last">;

/** For the engine: of an array of numbers, or for distinct of texts. */
function reckonedSql(as: Reckoned, values: Sql): Sql {
  const sum = sql`(toFloat64(arrayReduce('sum', arrayMap(n -> ${rounded(sql`n`)}, ${values}))) / ${PLACES})`;
  const ofSome = (value: Sql) => sql`if(empty(${values}), NULL, ${value})`;
  const each: Record<Reckoned, () => Sql> = {
    sum: () => sum,
    average: () => ofSome(sql`${sum} / length(${values})`),
    min: () => ofSome(sql`arrayMin(${values})`),
    max: () => ofSome(sql`arrayMax(${values})`),
    distinct: () => sql`length(arrayDistinct(arrayFilter(k -> k != '', ${values})))`,
  };
  return each[as]();
}

/** A number in the places to which sums are reckoned. */
function rounded(number: Sql): Sql {
  return sql`toInt128(floor(${number} * ${PLACES} + 0.5))`;
}

/** {@link totalSql} in memory, over the rows that the matcher finds. */
export function totalHeld(rows: readonly Row[], total: Total, stretch: Stretch, moment: Moment): TotalHeld {
  const within = rows.filter(({ at }) => isCounted(stretch, at));
  const next = rows.find(({ at }) => willCount(stretch, at))?.at;
  const counted = total.as === "last" ? within.slice(-1) : within;
  return {
    value: reckoned(
      total.as,
      counted.flatMap((row) => givenBy(row, total, moment)),
    ),
    until: Math.min(NEVER, leavesAt(stretch, within[0]?.at), entersAt(stretch, next)),
  };
}

type Given = { readonly shape: Shape; readonly held: Held };

/** {@link valuesOf} in memory. */
function givenBy(row: Row, { total, of }: Total, moment: Moment): Given[] {
  const item = itemFieldOf(of);
  if (item === null) {
    const field = fieldOf(total.what, of, moment, NO_AMOUNTS);
    return [{ shape: field.shape, held: field.of(row) }];
  }
  const { shape } = itemField(item);
  return itemsMet(total.item ?? [], moment, row).map((one) => ({ shape, held: one[item] }));
}

function reckoned(as: Total["as"], given: readonly Given[]): number | null {
  if (as === "distinct") {
    const texts = given.map(({ held }) => heldText(held)).filter((text) => text !== "");
    return new Set(texts.map(fold)).size;
  }
  const numbers = given.map(({ shape, held }) => heldNumber(shape, held)).filter((one) => one !== null);
  const sum = () =>
    Number(numbers.reduce((all, number) => all + BigInt(Math.floor(number * PLACES + 0.5)), 0n)) / PLACES;
  if (as === "sum") return sum();
  if (numbers.length === 0) return null;
  if (as === "average") return sum() / numbers.length;
  if (as === "last") return numbers.at(-1) ?? null;
  return as === "min" ? Math.min(...numbers) : Math.max(...numbers);
}
