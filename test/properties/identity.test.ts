/** Who is who, held against a plain union-find on random events, on a real Postgres. */
import fc from "fast-check";
import { sql } from "kysely";
import { beforeAll, describe, expect, test } from "vitest";
import type { TrackedEvent } from "../../src/core/event.ts";
import type { State } from "../../src/core/state.ts";
import { resolveIdentities } from "../../src/identify/graph/index.ts";
import { trackedEvent } from "../kit/events.ts";
import { anyEvent, plainEvent, partitionOf } from "../kit/identities.ts";
import { testState } from "../kit/state.ts";

let state: State;
const clock = { now: () => Date.UTC(2026, 5, 1) };
const RUNS = 40;

beforeAll(async () => {
  state = await testState({ size: 6 });
});

async function resolve(events: readonly TrackedEvent[]): Promise<void> {
  await state.transaction().execute((tx) => resolveIdentities(tx, events, { clock, defaultCountry: null }));
}

async function forget(): Promise<void> {
  await sql`TRUNCATE handle, evidence, merge CASCADE`.execute(state);
}

/** Every profile id is the smallest handle of the profile, and evidence that holds stays within one. */
async function broken(): Promise<unknown[]> {
  const { rows } = await sql`
    SELECT 'head' AS what, profile_id AS id FROM handle GROUP BY profile_id HAVING min(id) <> profile_id
    UNION ALL
    SELECT 'held', e.id FROM evidence e JOIN handle a ON a.id = e.handle_a JOIN handle b ON b.id = e.handle_b
    WHERE e.verdict = 'holds' AND a.profile_id <> b.profile_id`.execute(state);
  return rows;
}

/** Cuts the events into batches and resolves each in a transaction of its own. */
async function inBatches(events: readonly TrackedEvent[], cuts: readonly number[]): Promise<string[]> {
  await forget();
  const ends = [...new Set(cuts.map((cut) => cut % (events.length + 1)))].toSorted((a, b) => a - b);
  for (const [index, end] of [...ends, events.length].entries()) {
    // oxlint-disable-next-line no-await-in-loop -- batches come one after the other
    await resolve(events.slice(index === 0 ? 0 : ends[index - 1], end));
  }
  expect(await broken()).toEqual([]);
  return partitionOf(state);
}

const cuts = fc.array(fc.nat(1000), { maxLength: 6 });

function oracle(events: readonly TrackedEvent[]): string[] {
  const parent = new Map<string, string>();
  const root = (key: string): string => {
    const up = parent.get(key) ?? key;
    return up === key ? key : root(up);
  };
  for (const event of events) {
    const [first, ...others] = identifiers(event);
    if (first !== undefined && !parent.has(first)) parent.set(first, first);
    for (const other of others) {
      if (!parent.has(other)) parent.set(other, other);
      if (first !== undefined) parent.set(root(other), root(first));
    }
  }
  const groups = Map.groupBy(parent.keys(), root);
  return [...groups.values()].map((group) => group.toSorted().join(" ")).toSorted();
}

function identifiers(event: TrackedEvent): string[] {
  const { traits, context, anonymousId } = event as TrackedEvent & {
    traits: { email?: string };
    context: { device?: { id: string }; externalIds?: { id: string }[] };
  };
  return [
    anonymousId && `anonymous_id:${anonymousId}`,
    traits.email && `email:${traits.email}`,
    context.device && `device_id:${context.device.id}`,
    context.externalIds && `card:${context.externalIds[0]?.id}`,
  ].filter((key) => typeof key === "string");
}

describe("the same events", () => {
  test("in any order and any batching give the profiles of a plain union-find", async () => {
    const given = fc.array(plainEvent, { minLength: 1, maxLength: 25 });
    await fc.assert(
      fc.asyncProperty(given, cuts, fc.infiniteStream(fc.nat()), async (plain, at, random) => {
        const events = plain.map((one) => trackedEvent(one));
        const expected = oracle(events);
        expect(await inBatches(events, at)).toEqual(expected);
        const shuffled = events.toSorted(() => ((random.next().value ?? 0) % 2 === 0 ? 1 : -1));
        expect(await inBatches(shuffled, [])).toEqual(expected);
      }),
      { numRuns: RUNS, seed: 20260101 },
    );
  });

  test("in any batching give the same profiles, claims, aliases and limits among them", async () => {
    const given = fc.array(anyEvent, { minLength: 2, maxLength: 25 });
    await fc.assert(
      fc.asyncProperty(given, cuts, async (any, at) => {
        const events = any.map((one) => trackedEvent(one));
        const atOnce = await inBatches(events, []);
        expect(await inBatches(events, at)).toEqual(atOnce);
        const oneByOne = await inBatches(
          events,
          events.map((_, nth) => nth),
        );
        expect(oneByOne).toEqual(atOnce);
      }),
      { numRuns: RUNS, seed: 20260102 },
    );
  });

  test("given twice change nothing", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(plainEvent, { minLength: 1, maxLength: 20 }), async (plain) => {
        const events = plain.map((one) => trackedEvent(one));
        const once = await inBatches(events, []);
        await resolve(events);
        expect(await partitionOf(state)).toEqual(once);
      }),
      { numRuns: RUNS / 2, seed: 20260103 },
    );
  });

  test("by two writers at once give the same profiles", async () => {
    await forget();
    const events = fc.sample(plainEvent, { numRuns: 400, seed: 20260104 }).map((one) => trackedEvent(one));
    const batches = Array.from({ length: 20 }, (_, nth) => events.slice(nth * 20, nth * 20 + 20));
    await Promise.all(batches.map(resolve));
    expect(await broken()).toEqual([]);
    expect(await partitionOf(state)).toEqual(oracle(events));
  });
});

test("however it is claimed, no two customers that trusted sources know are joined by claims", async () => {
  const claimed = anyEvent.map((event) => ({ ...event, trust: "claimed" as const }));
  await fc.assert(
    fc.asyncProperty(
      fc.array(claimed, { maxLength: 20 }),
      fc.array(claimed, { maxLength: 10 }),
      async (before, after) => {
        await forget();
        await resolve(before.map((one) => trackedEvent(one)));
        await resolve(
          [1, 2, 3, 4, 5].map((nth) =>
            trackedEvent({ userId: `u${nth}`, traits: { email: `e${nth}@example.com` } }),
          ),
        );
        await resolve(after.map((one) => trackedEvent(one)));
        expect(await broken()).toEqual([]);
        const users = await state
          .selectFrom("handle")
          .select(["profile_id", "value", "type"])
          .where("trust", "=", "trusted")
          .execute();
        const groups = Map.groupBy(users, ({ profile_id }) => profile_id);
        expect(
          [...groups.values()].every(
            (group) => new Set(group.map(({ value }) => value.slice(1, 2))).size === 1,
          ),
        ).toBe(true);
        expect(groups.size).toBe(5);
      },
    ),
    { numRuns: RUNS, seed: 20260105 },
  );
});
