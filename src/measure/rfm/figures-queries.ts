/** Classes, cell and kind of buyer as figures that conditions may name: for the engine and in memory, side by side. */
import { DAY_MS } from "../../core/calendar.ts";
import type { Context } from "../../core/context.ts";
import { type FigureName, NEVER } from "../../core/customer-figures-port.ts";
import { type Sql, bound, sql } from "../../core/sql.ts";
import type { FigureGroup, FigureReading, Standing } from "../customers/index.ts";
import type { FigureBasis } from "../basis/index.ts";
import { BUYER_KINDS, CELL_MAP, cellOf, RFM_CELLS } from "./cells.ts";
import { frequencyOf, kindOf, monetaryOf, recencyOf } from "./classes.ts";
import { frequencySql, kindSql, monetarySql, recencySql } from "./classes-queries.ts";
import { thresholdsNow } from "./thresholds.ts";
import type { Thresholds } from "./thresholds-contract.ts";

// Thresholds stand still, so that nobody else's orders change what a customer is called.
const number = (name: string): FigureName => ({ name, kind: "number", ofNobody: null, everybody: false });
const text = (name: string, values: readonly string[]): FigureName => ({
  name,
  kind: "text",
  values,
  ofNobody: "",
  everybody: false,
});

/** Not known of visitors, and of nobody before thresholds stand. */
export const rfmFigures: FigureGroup = {
  names: [
    number("recency_class"),
    number("frequency_class"),
    number("monetary_class"),
    text("rfm_cell", RFM_CELLS),
    text("buyer_kind", BUYER_KINDS),
  ],
  async ready(context, basis) {
    const thresholds = await standing(context, basis);
    return thresholds ? readings(thresholds, basis.asOf) : UNKNOWN;
  },
  restOn: async (context, basis) => JSON.stringify(await standing(context, basis)),
};

/** Not those that a file coming in changes with every line. */
async function standing(context: Context, basis: FigureBasis): Promise<Thresholds | null> {
  const now = await thresholdsNow(context, basis);
  return now && now.chosenBy !== "provisional" ? now.thresholds : null;
}

const COLUMNS = { last: sql`times[-1]`, orders: sql`orders`, paid: sql`paid` };

function readings(thresholds: Thresholds, asOf: number): Readonly<Record<string, FigureReading>> {
  const r = recencySql(COLUMNS, asOf, thresholds);
  const f = frequencySql(COLUMNS, thresholds);
  const m = monetarySql(COLUMNS, thresholds);
  const ends = thresholds.recency.map((days) => days * DAY_MS + 1);
  const recency = ({ times }: Standing) => recencyOf(times.at(-1) ?? 0, asOf, thresholds);
  const frequency = ({ orders }: Standing) => frequencyOf(orders, thresholds);
  return {
    recency_class: ageing(ends, asOf, numberOf(r, recency)),
    frequency_class: steady(numberOf(f, frequency)),
    monetary_class: steady(numberOf(sql`nullIf(${m}, 0)`, ({ paid }) => monetaryOf(paid, thresholds))),
    rfm_cell: ageing(
      ends,
      asOf,
      textOf(CELL_MAP.flat(), sql`(${r} - 1) * 5 + ${f}`, (one) => cellOf(recency(one), frequency(one))),
    ),
    buyer_kind: steady(
      textOf(BUYER_KINDS, sql`${kindSql(COLUMNS, thresholds)} + 1`, ({ orders, paid }) =>
        kindOf(orders, paid, thresholds),
      ),
    ),
  };
}

/** A value for the engine and in memory; who has no orders has none. */
type Value = { readonly value: Sql; of(standing: Standing): number | string | null };

function numberOf(value: Sql, of: (buyer: Standing) => number | null): Value {
  return {
    value: sql`if(orders = 0, NULL, toFloat64(${value}))`,
    of: (one) => (one.orders === 0 ? null : of(one)),
  };
}

function textOf(names: readonly string[], place: Sql, of: (buyer: Standing) => string): Value {
  return {
    value: sql`if(orders = 0, '', ${bound("Array(String)", names)}[${place}])`,
    of: (one) => (one.orders === 0 ? "" : of(one)),
  };
}

/** Stays as it is until a new row comes. */
function steady({ value, of }: Value): FigureReading {
  return { value, until: sql`toInt64(${NEVER})`, of: (one) => ({ value: of(one), until: NEVER }) };
}

/** Falls by time alone: just after as many milliseconds of silence as end a class of recency. */
function ageing(ends: readonly number[], asOf: number, { value, of }: Value): FigureReading {
  const marks = sql`arrayFilter(i -> i > ${asOf}, arrayMap(after -> times[-1] + toInt64(after), ${bound("Array(UInt64)", ends)}))`;
  return {
    value,
    until: sql`if(orders = 0, ${NEVER}, arrayMin(arrayPushBack(${marks}, toInt64(${NEVER}))))`,
    of: (one) => {
      const last = one.times.at(-1);
      const later = last === undefined ? [] : ends.map((after) => last + after).filter((mark) => mark > asOf);
      return { value: of(one), until: Math.min(NEVER, ...later) };
    },
  };
}

/** Before thresholds stand. */
const UNKNOWN: Readonly<Record<string, FigureReading>> = Object.fromEntries([
  ...["recency_class", "frequency_class", "monetary_class"].map((name) => [
    name,
    steady({ value: sql`CAST(NULL, 'Nullable(Float64)')`, of: () => null }),
  ]),
  ...["rfm_cell", "buyer_kind"].map((name) => [name, steady({ value: sql`''`, of: () => "" })]),
]);
