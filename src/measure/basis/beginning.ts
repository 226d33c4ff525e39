import type { Context } from "../../core/context.ts";
import type { FigureBasis } from "./basis.ts";
import { DAY_MS, dayOf } from "../../core/calendar.ts";
import type { FigureNote } from "./contract.ts";
import { keptAnswer } from "./kept.ts";
import { firstOrdersBetween } from "./queries.ts";
import { beginningProbe, beginsLater } from "./rhythm.ts";

/** From when on figures are shown, and what must be said of that. */
export type Beginning = { readonly shownFrom: number | null; readonly notes: readonly FigureNote[] };

/**
 * Whether the data begins later than the business. A person who says since when the business has been
 * there (a day of the workspace's zone) is believed; else the first orders tell.
 */
export async function beginning(
  { facts }: Context,
  basis: FigureBasis,
  since: string | null,
): Promise<Beginning> {
  if (basis.dataFrom === null) return { shownFrom: null, notes: [] };
  const dataFrom = basis.dataFrom;
  const until = dataFrom + basis.window.days * DAY_MS;
  const probe = beginningProbe(dataFrom, basis.window.days, basis.asOf);
  const question = `beginning ${basis.countsClaimed} ${dataFrom} ${basis.window.days}`;
  const [counts, [already = 0]] = await keptAnswer(facts, question, basis.amount, () =>
    Promise.all([
      firstOrdersBetween(facts, basis, probe),
      firstOrdersBetween(facts, basis, [dataFrom, until]),
    ]),
  );
  const found = beginsLater(probe, counts);
  const dataDay = dayOf(dataFrom, basis.timeZone);
  if (since !== null && since >= dataDay) {
    return { shownFrom: null, notes: [{ code: "business_began", since, dataDay, dataSaysLater: found }] };
  }
  if (since === null && !found) return { shownFrom: null, notes: [] };
  const note: FigureNote = {
    code: "data_begins_later",
    dataFrom: new Date(dataFrom).toISOString(),
    dataDay,
    until: new Date(until).toISOString(),
    customers: already,
    since,
  };
  return { shownFrom: until, notes: [note] };
}
