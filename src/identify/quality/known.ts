import type { Context } from "../../core/context.ts";
import type { ProfileId } from "../../core/ids.ts";
import { eventsByProfile } from "./event-queries.ts";
import type { Period } from "./period.ts";
import { kindsOf } from "./profile-queries.ts";
import { Top } from "./top.ts";
import type { Types } from "./types-queries.ts";

/** Events and those who did them in one period. */
export type Seen = { events: number; knownEvents: number; known: number; visitors: number };

/** Who had events in the period, and in the one before; with those who had most. */
export type KnownEvents = { readonly now: Seen; readonly before: Seen; readonly lists: Lists };

type Lists = { readonly known: readonly ProfileId[]; readonly visitors: readonly ProfileId[] };

const none = (): Seen => ({ events: 0, knownEvents: 0, known: 0, visitors: 0 });

/** Counts the events of customers who are known, and of those who are not. */
export async function knownEvents(context: Context, types: Types, period: Period): Promise<KnownEvents> {
  const [now, before] = [none(), none()];
  const tops = { known: new Top(), visitor: new Top() };
  for await (const block of eventsByProfile(context.facts, period)) {
    const ids = block.map(({ profile }) => profile);
    const kinds = await kindsOf(context.state, types, ids);
    for (const visits of block) {
      const kind = kinds.get(visits.profile);
      count(now, kind, visits.now);
      count(before, kind, visits.before);
      if (kind && visits.now > 0) tops[kind].add(visits.profile, visits.now);
    }
  }
  return { now, before, lists: { known: tops.known.ids(), visitors: tops.visitor.ids() } };
}

function count(seen: Seen, kind: "known" | "visitor" | undefined, events: number): void {
  if (events === 0) return;
  seen.events += events;
  if (kind === "known") {
    seen.knownEvents += events;
    seen.known += 1;
  } else if (kind === "visitor") seen.visitors += 1;
}
