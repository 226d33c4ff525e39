import { NEVER } from "../../core/customer-figures-port.ts";
import type { HandleId } from "../../core/ids.ts";
import { bound, join, sql, type Sql } from "../../core/sql.ts";
import { type FigureBasis, movements } from "../basis/index.ts";
import type { FigureReading } from "./figure-group.ts";

/** After every order. */
const LATE = Date.UTC(2299, 0, 1);

/** Rows (profile_id, value_0, until_0, …, next_at) of the readings in their order; see `FiguresAsOf.rows`. */
export function figureRows(
  basis: FigureBasis,
  readings: readonly FigureReading[],
  handles?: readonly HandleId[],
): Sql {
  const columns = new Set(readings.flatMap((reading) => reading.columns ?? []));
  const values = readings.map(
    ({ value, until }, index) =>
      sql`${value} AS ${name("value", index)}, toInt64(${until}) AS ${name("until", index)}`,
  );
  return sql`SELECT profile_id, ${join([...values, sql`next_at`])}
    FROM (SELECT *${join(
      [...columns].map((some) => sql`, ${some}`),
      "",
    )} FROM (
      SELECT customer AS profile_id, toUInt32(countIf(bought AND t <= ${basis.asOf})) AS orders,
        countIf(t <= ${basis.asOf}) AS so_far, sumIf(revenue, t <= ${basis.asOf}) AS paid,
        arraySort(groupArrayIf(t, bought AND t <= ${basis.asOf})) AS times,
        min(if(t > ${basis.asOf}, t, ${NEVER})) AS next_at
      FROM (SELECT customer, toUnixTimestamp64Milli(at) AS t, revenue, bought
        FROM (${movements({ ...basis, asOf: LATE }, handles)}))
      GROUP BY profile_id))`;
}

function name(what: "value" | "until", index: number): Sql {
  return sql`${bound("Identifier", `${what}_${index}`)}`;
}

/** Rows (handle, at, revenue, bought) of handles; see `FiguresAsOf.movements`. */
export function movementRows(basis: FigureBasis, handles: readonly HandleId[]): Sql {
  return sql`SELECT customer, toUnixTimestamp64Milli(at) AS t, toString(CAST(revenue * 10000, 'Nullable(Int128)')) AS ten_thousandths, bought
    FROM (${movements({ ...basis, asOf: LATE }, handles)}) ORDER BY t, bought`;
}
