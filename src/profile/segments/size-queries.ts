/** How segments' sizes went, day by day, in the facts. */
import type { Facts } from "../../core/facts.ts";
import { bound, sql } from "../../core/sql.ts";

/** Who came and who went on a day, and how many of them because the rule is new or another. */
export type DayOfMoves = {
  readonly day: string;
  readonly entered: number;
  readonly left: number;
  readonly enteredByRule: number;
  readonly leftByRule: number;
};

/** What a segment's size was before the days, and who came and went since. */
export type Moves = { readonly before: number; readonly days: readonly DayOfMoves[] };

type Row = {
  readonly segment: number;
  readonly day: string;
  readonly came: number;
  readonly went: number;
  readonly came_by_rule: number;
  readonly went_by_rule: number;
};

type Span = { readonly from: string; readonly to: string; readonly zone: string };

/** Who came and who went by day of a zone, and how many members there were before, by segment. */
export async function movesByDay(
  facts: Facts,
  segments: readonly number[],
  { from, to, zone }: Span,
): Promise<Map<number, Moves>> {
  if (segments.length === 0) return new Map();
  const of = sql`segment_id IN ${bound("Array(UInt64)", segments)}`;
  const day = sql`toDate(at, ${zone})`;
  const before = await facts.query<{ segment: number; members: string }>(
    sql`SELECT segment_id AS segment, toInt64(countIf(entered = 1)) - toInt64(countIf(entered = 0)) AS members
        FROM segment_move WHERE ${of} AND ${day} < ${bound("Date", from)} GROUP BY segment`,
  );
  const rows = await facts.query<Row>(
    sql`SELECT segment_id AS segment, toString(${day}) AS day,
          toUInt32(countIf(m.entered = 1)) AS came, toUInt32(countIf(m.entered = 0)) AS went,
          toUInt32(countIf(m.entered = 1 AND why = 'definition')) AS came_by_rule,
          toUInt32(countIf(m.entered = 0 AND why = 'definition')) AS went_by_rule
        FROM segment_move AS m
        WHERE ${of} AND ${day} BETWEEN ${bound("Date", from)} AND ${bound("Date", to)}
        GROUP BY segment, day ORDER BY day`,
  );
  const found = new Map<number, { before: number; days: DayOfMoves[] }>(
    segments.map((segment) => [segment, { before: 0, days: [] }]),
  );
  for (const { segment, members } of before)
    Object.assign(found.get(segment) ?? {}, { before: Number(members) });
  for (const row of rows) {
    found.get(row.segment)?.days.push({
      ...{ day: row.day, entered: row.came, left: row.went },
      ...{ enteredByRule: row.came_by_rule, leftByRule: row.went_by_rule },
    });
  }
  return found;
}
