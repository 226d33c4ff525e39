import type { Facts } from "../../core/facts.ts";
import { asId, type ProfileId } from "../../core/ids.ts";
import { instant, profileOf, sql } from "../../core/sql.ts";
import type { Period } from "./period.ts";

/** How many events a profile had in the period, and in the one before. */
export type Visits = { readonly profile: ProfileId; readonly now: number; readonly before: number };

/** So many at a time: between them requests have their turn. */
const CHUNK = 5000;

/** The events of each profile in both periods, in blocks. */
export async function* eventsByProfile(facts: Facts, period: Period): AsyncIterable<Visits[]> {
  const { before, to } = period;
  const blocks = facts.stream<{ profile: string; now: number; before: number }>(
    sql`
    SELECT ${profileOf(sql`handle_id`)} AS profile, toUInt32(countIf(at >= ${instant(period.from)})) AS now,
      toUInt32(countIf(at < ${instant(period.from)})) AS before
    FROM event WHERE at >= ${instant(before)} AND at < ${instant(to)} GROUP BY profile`,
    { lane: "background" },
  );
  for await (const rows of blocks) {
    for (let from = 0; from < rows.length; from += CHUNK) {
      const chunk = rows.slice(from, from + CHUNK);
      yield chunk.map(({ profile, ...counts }) => ({ profile: asId<ProfileId>(Number(profile)), ...counts }));
    }
  }
}
