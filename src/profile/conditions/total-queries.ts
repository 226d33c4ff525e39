/** Sums, averages, extremes and numbers of different values over rows: for the engine and in memory, side by side. */
import { NEVER } from "../../core/customer-figures-port.ts";
import { sql, type Sql } from "../../core/sql.ts";
import { folded, numberCondition } from "./compare-queries.ts";
import type { Leaf } from "./contract.ts";
import { fieldOf } from "./field-queries.ts";
import { fold } from "./fold.ts";
import type { Row } from "./history.ts";
import { NO_AMOUNTS } from "./matcher-queries.ts";
import type { Moment } from "./moment.ts";
import { least, type Outcome, type Verdict } from "./outcome-queries.ts";
import type { RowSource } from "./plan-queries.ts";
import { asNumber, asText, heldNumber, heldText } from "./value-queries.ts";
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

/** A condition on a total. */
export type Total = Extract<Leaf, { total: unknown }>;

/** Sums are reckoned to four places, so that no order of the rows changes them. */
const PLACES = 10_000;

/** For the engine: it may change when a row goes out or comes in. */
export function totalOutcome(source: RowSource, { total, of, as, is }: Total, stretch: Stretch): Outcome {
  const { aggregates } = source;
  const flag = source.flag(total);
  const within = sql`${flag} AND ${counts(stretch)}`;
  const value = source.value(total, of);
  const number = as === "distinct" ? sql`NULL` : source.also(asNumber(value));
  const each: Record<Total["as"], () => Sql> = {
    sum: () => sumOf(aggregates.of.bind(aggregates), number, within),
    average: () => {
      const count = aggregates.of(sql`countIf(${within} AND ${number} IS NOT NULL)`);
      return sql`if(${count} = 0, NULL, ${sumOf(aggregates.of.bind(aggregates), number, within)} / ${count})`;
    },
    min: () => aggregates.of(sql`minOrNullIf(${number}, ${within})`),
    max: () => aggregates.of(sql`maxOrNullIf(${number}, ${within})`),
    distinct: () => {
      const text = source.also(folded(asText(value)));
      return aggregates.of(sql`uniqExactIf(${text}, ${within} AND ${text} != '')`);
    },
  };
  const oldest = aggregates.of(sql`minOrNullIf(t, ${within})`);
  const next = aggregates.of(sql`minOrNullIf(t, ${flag} AND ${mayCount(stretch)})`);
  return {
    holds: sql`ifNull(${numberCondition(is).sql(each[as]())}, 0)`,
    until: least([leaving(stretch, oldest), entering(stretch, next)]),
  };
}

/** {@link totalOutcome} over rows that are gathered: `rowsOf` gives an array of (t, and the column asked for). */
export function gatheredTotal(
  source: RowSource,
  { total, of, as, is }: Total,
  rowsOf: (also: Sql) => Sql,
): Sql {
  const value = source.value(total, of);
  if (as === "distinct") {
    const texts = sql`arrayMap(i -> i.2, ${rowsOf(source.also(folded(asText(value))))})`;
    return numberCondition(is).sql(sql`length(arrayDistinct(arrayFilter(k -> k != '', ${texts})))`);
  }
  const rows = rowsOf(source.also(asNumber(value)));
  const numbers = sql`arrayMap(i -> assumeNotNull(i.2), arrayFilter(i -> i.2 IS NOT NULL, ${rows}))`;
  const sum = sql`(toFloat64(arrayReduce('sum', arrayMap(n -> ${rounded(sql`n`)}, ${numbers}))) / ${PLACES})`;
  const each = {
    sum,
    average: sql`${sum} / length(${numbers})`,
    min: sql`arrayMin(${numbers})`,
    max: sql`arrayMax(${numbers})`,
  };
  const isThere = as === "sum" ? sql`1` : sql`notEmpty(${numbers})`;
  return sql`(${isThere} AND ifNull(${numberCondition(is).sql(each[as])}, 0))`;
}

/** A number in the places to which sums are reckoned. */
function rounded(number: Sql): Sql {
  return sql`toInt128(floor(${number} * ${PLACES} + 0.5))`;
}

function sumOf(aggregate: (expression: Sql) => Sql, number: Sql, within: Sql): Sql {
  const whole = rounded(sql`ifNull(${number}, 0)`);
  return sql`(toFloat64(${aggregate(sql`sumIf(${whole}, ${within})`)}) / ${PLACES})`;
}

/** {@link totalOutcome} in memory, over the rows that the matcher finds. */
export function totalVerdict(
  rows: readonly Row[],
  { total, of, as, is }: Total,
  stretch: Stretch,
  moment: Moment,
): Verdict {
  const field = fieldOf(total.what, of, moment, NO_AMOUNTS);
  const within = rows.filter(({ at }) => isCounted(stretch, at));
  const held = within.map((row) => field.of(row));
  const result =
    as === "distinct"
      ? different(held.map(heldText))
      : reckoned(
          as,
          held.map((one) => heldNumber(field.shape, one)).filter((one) => one !== null),
        );
  const next = rows.find(({ at }) => willCount(stretch, at))?.at;
  return {
    holds: result !== null && numberCondition(is).meets(result),
    until: Math.min(NEVER, leavesAt(stretch, within[0]?.at), entersAt(stretch, next)),
  };
}

function different(texts: readonly string[]): number {
  return new Set(texts.filter((text) => text !== "").map(fold)).size;
}

function reckoned(as: Exclude<Total["as"], "distinct">, numbers: readonly number[]): number | null {
  const sum = () =>
    Number(numbers.reduce((total, number) => total + BigInt(Math.floor(number * PLACES + 0.5)), 0n)) / PLACES;
  if (as === "sum") return sum();
  if (numbers.length === 0) return null;
  if (as === "average") return sum() / numbers.length;
  return as === "min" ? Math.min(...numbers) : Math.max(...numbers);
}
