/** Many writers at once, some of them killed in the middle, on a real Postgres: the partition of one writer alone. */
import { sql } from "kysely";
import { beforeAll, expect, test } from "vitest";
import type { TrackedEvent } from "../../src/core/event.ts";
import { seededRandom, type Random } from "../../src/core/random.ts";
import type { State } from "../../src/core/state.ts";
import { resolveIdentities } from "../../src/identify/graph/index.ts";
import { trackedEvent } from "../kit/events.ts";
import { testState } from "../kit/state.ts";

const WRITERS = 8;
const PEOPLE = 5_000;
const EVENTS = 100_000;
const BATCH = 500;
const clock = { now: () => Date.UTC(2026, 5, 1) };
let state: State;

beforeAll(async () => {
  state = await testState({ size: WRITERS + 2 });
});

/** Two things that one person has; one person in ten shares their first with the next. */
function eventOf(random: Random): TrackedEvent {
  const person = Math.floor(random.next() * PEOPLE);
  const thing = () => {
    const nth = Math.floor(random.next() * 6);
    return nth === 0 && person % 10 === 0 ? `${person + 1}-0` : `${person}-${nth}`;
  };
  return trackedEvent({
    anonymousId: thing(),
    traits: {},
    context: { externalIds: [{ id: thing(), type: "card", collection: "users", encoding: "none" }] },
  });
}

function oracle(events: readonly TrackedEvent[]): string[] {
  const parent = new Map<string, string>();
  const root = (key: string): string => {
    let at = key;
    for (let up = parent.get(at) ?? at; up !== at; up = parent.get(at) ?? at) at = up;
    return at;
  };
  for (const { anonymousId, context } of events) {
    const [external] = context["externalIds"] as { id: string }[];
    const pair = [`anonymous_id:${anonymousId}`, `card:${external?.id}`] as const;
    for (const key of pair) if (!parent.has(key)) parent.set(key, key);
    parent.set(root(pair[1]), root(pair[0]));
  }
  return [...Map.groupBy(parent.keys(), root).values()].map((group) => group.toSorted().join(" ")).toSorted();
}

async function partition(): Promise<string[]> {
  const { rows } = await sql<{ members: string }>`
    SELECT string_agg(type || ':' || value, ' ' ORDER BY (type || ':' || value) COLLATE "C") AS members
    FROM handle GROUP BY profile_id`.execute(state);
  return rows.map(({ members }) => members).toSorted();
}

class Killed extends Error {}

async function write(batch: readonly TrackedEvent[], kill: boolean): Promise<void> {
  await state.transaction().execute(async (tx) => {
    await resolveIdentities(tx, batch, { clock, defaultCountry: null });
    if (kill) throw new Killed("a kill before the commit");
  });
}

test("eight writers, killed now and then, agree with one alone, without a deadlock", async () => {
  const random = seededRandom(20260301);
  const events = Array.from({ length: EVENTS }, () => eventOf(random));
  const batches = Array.from({ length: EVENTS / BATCH }, (_, nth) =>
    events.slice(nth * BATCH, (nth + 1) * BATCH),
  );
  const kills = batches.map(() => random.next() < 0.2);
  let next = 0;
  const writer = async () => {
    for (let mine = next++; mine < batches.length; mine = next++) {
      const batch = batches[mine] ?? [];
      if (kills[mine]) {
        // oxlint-disable-next-line no-await-in-loop -- a writer writes one batch after the other
        await expect(write(batch, true)).rejects.toThrow(Killed);
      }
      // oxlint-disable-next-line no-await-in-loop -- see above
      await write(batch, false);
    }
  };
  await Promise.all(Array.from({ length: WRITERS }, writer));
  expect(kills).toContain(true);
  expect(await partition()).toEqual(oracle(events));
}, 240_000);
