/** The size of a segment by day, and how segments overlap. */
import { DAY_MS, dayOf, shiftPeriod } from "../../core/calendar.ts";
import type { Context } from "../../core/context.ts";
import { Problem } from "../../core/problem.ts";
import { because } from "../../core/reason.ts";
import { readSettings } from "../../workspace/settings/index.ts";
import type { HistoryQuestion } from "./asked-contract.ts";
import type { OverlapAnswer } from "./contract.ts";
import type { HistoryAnswer, SizesAnswer } from "./size-contract.ts";
import { overlaps } from "./membership-queries.ts";
import { readSegment } from "./segment-store.ts";
import { segmentsBegun } from "./shelf-store.ts";
import { movesByDay, type Moves } from "./size-queries.ts";
import type { z } from "zod";

const USUAL_DAYS = 90;
const MOST_DAYS = 1100;

/** Every day of the span with how many were members at its end. */
export async function history(
  context: Context,
  id: number,
  asked: z.infer<typeof HistoryQuestion>,
): Promise<HistoryAnswer> {
  const { createdAt } = await readSegment(context.state, id);
  const { timeZone: zone } = await readSettings(context.state);
  const now = context.clock.now();
  const today = dayOf(now, zone);
  const to = asked.to ?? today;
  const from = asked.from ?? shiftPeriod(to, "day", 1 - USUAL_DAYS);
  const count = Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS) + 1;
  if (count < 1 || count > MOST_DAYS) {
    throw new Problem("invalid", because("segments.span", { most: MOST_DAYS }), { field: "from" });
  }
  const moves = (await movesByDay(context.facts, [id], { from, to, zone })).get(id) ?? NONE;
  const begun = dayOf(createdAt.getTime(), zone);
  const days = sizesOf(moves, { from, count, begun }).filter(({ day }) => day <= today);
  return { days, zone, asOf: new Date(now).toISOString() };
}

const NONE: Moves = { before: 0, days: [] };
const STILL = { entered: 0, left: 0, enteredByRule: 0, leftByRule: 0 };

type Asked = { readonly from: string; readonly count: number; readonly begun: string };

/** Each day with its moves and the size at its end; before the segment began it has none. */
function sizesOf(moves: Moves, { from, count, begun }: Asked): HistoryAnswer["days"] {
  const byDay = new Map(moves.days.map((day) => [day.day, day]));
  let members = moves.before;
  return Array.from({ length: count }, (_, nth) => {
    const day = shiftPeriod(from, "day", nth);
    const moved = byDay.get(day) ?? STILL;
    members += moved.entered - moved.left;
    return { ...moved, day, members: day < begun ? null : members };
  });
}

/** The sizes of all segments, day by day until today: one question, however many there are. */
export async function sizesByDay(context: Context, days: number): Promise<SizesAnswer> {
  const [kept, { timeZone: zone }] = await Promise.all([
    segmentsBegun(context.state),
    readSettings(context.state),
  ]);
  const now = context.clock.now();
  const to = dayOf(now, zone);
  const from = shiftPeriod(to, "day", 1 - days);
  const ids = kept.map(({ id }) => id);
  const moves = await movesByDay(context.facts, ids, { from, to, zone });
  const segments = kept.map(({ id, createdAt }) => {
    const asked = { from, count: days, begun: dayOf(createdAt.getTime(), zone) };
    return { id, members: sizesOf(moves.get(id) ?? NONE, asked).map(({ members }) => members) };
  });
  return { segments, from, zone, asOf: new Date(now).toISOString() };
}

/** How many customers are in just which of the segments. */
export async function overlap(context: Context, ids: readonly number[]): Promise<OverlapAnswer> {
  const found = await Promise.all([...new Set(ids)].map((id) => readSegment(context.state, id)));
  const parts = await overlaps(
    context.facts,
    found.map(({ id }) => id),
  );
  const sizeOf = (id: number) =>
    parts.filter((part) => part.in.includes(id)).reduce((sum, { customers }) => sum + customers, 0);
  return {
    segments: found.map(({ id, name }) => ({ id, name, members: sizeOf(id) })),
    parts,
    asOf: new Date(context.clock.now()).toISOString(),
  };
}
