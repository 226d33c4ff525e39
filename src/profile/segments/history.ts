/** The size of a segment by day, and how segments overlap. */
import { DAY_MS, dayOf, shiftPeriod } from "../../core/calendar.ts";
import type { Context } from "../../core/context.ts";
import { Problem } from "../../core/problem.ts";
import { because } from "../../core/reason.ts";
import { readSettings } from "../../workspace/settings/index.ts";
import type { HistoryQuestion } from "./asked-contract.ts";
import type { HistoryAnswer, OverlapAnswer } from "./contract.ts";
import { movesByDay, overlaps } from "./membership-queries.ts";
import { readSegment } from "./segment-store.ts";
import type { z } from "zod";

const USUAL_DAYS = 90;
const MOST_DAYS = 1100;

/** Every day of the span with how many were members at its end. */
export async function history(
  context: Context,
  id: number,
  asked: z.infer<typeof HistoryQuestion>,
): Promise<HistoryAnswer> {
  await readSegment(context.state, id);
  const { timeZone: zone } = await readSettings(context.state);
  const now = context.clock.now();
  const today = dayOf(now, zone);
  const to = asked.to ?? today;
  const from = asked.from ?? shiftPeriod(to, "day", 1 - USUAL_DAYS);
  const count = Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS) + 1;
  if (count < 1 || count > MOST_DAYS) {
    throw new Problem("invalid", because("segments.span", { most: MOST_DAYS }), { field: "from" });
  }
  const moves = await movesByDay(context.facts, id, { from, to, zone });
  const byDay = new Map(moves.days.map((day) => [day.day, day]));
  let members = moves.before;
  const days = Array.from({ length: count }, (_, nth) => {
    const day = shiftPeriod(from, "day", nth);
    const { entered = 0, left = 0 } = byDay.get(day) ?? {};
    members += entered - left;
    return { day, members, entered, left };
  });
  return { days: days.filter(({ day }) => day <= today), zone, asOf: new Date(now).toISOString() };
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
