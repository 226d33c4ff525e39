/** Phone numbers read by the country of the customer's profile, on random histories and a real Postgres. */
import fc from "fast-check";
import { sql } from "kysely";
import { beforeAll, describe, expect, test } from "vitest";
import type { TrackedEvent } from "../../src/core/event.ts";
import type { State } from "../../src/core/state.ts";
import { resolveIdentities, Returning } from "../../src/identify/graph/index.ts";
import { recordTraits, traitWords } from "../../src/profile/traits/index.ts";
import { trackedEvent } from "../kit/events.ts";
import { anyEvent, partitionOf, plainEvent } from "../kit/identities.ts";
import { testState } from "../kit/state.ts";

let state: State;
const RUNS = 40;

beforeAll(async () => {
  state = await testState();
});

/** Takes the batches one after the other in a Turkish shop; who is who then. */
async function inBatches(batches: readonly (readonly TrackedEvent[])[]): Promise<string[]> {
  await sql`TRUNCATE handle, evidence, merge, trait CASCADE`.execute(state);
  const clock = { now: () => Date.UTC(2026, 5, 1) };
  const options = { clock, defaultCountry: "TR", traits: traitWords, returning: new Returning() };
  for (const batch of batches) {
    const resolved = await state.transaction().execute(async (tx) => {
      const done = await resolveIdentities(tx, batch, options);
      await recordTraits(tx, done.events);
      return done;
    });
    resolved.remember();
  }
  return partitionOf(state);
}

function cutAt(events: readonly TrackedEvent[], cuts: readonly number[]): TrackedEvent[][] {
  const ends = [...new Set(cuts.map((cut) => cut % (events.length + 1)))].toSorted((a, b) => a - b);
  return [...ends, events.length].map((end, index) => events.slice(index === 0 ? 0 : ends[index - 1], end));
}

const phone = fc.option(fc.constantFrom("0532 123 45 67", "030 123456", "01 23 45 67 89"), { nil: null });
const country = fc.option(fc.constantFrom("DE", "FR", "TR", "Germany"), { nil: null, freq: 2 });
const cuts = fc.array(fc.nat(1000), { maxLength: 6 });

/** Any events, some with a number, others with a country. */
const told = fc
  .tuple(anyEvent, phone, country, fc.integer({ min: 0, max: 3 }))
  .map(([event, number, lives, day]): Partial<TrackedEvent> => ({
    ...event,
    at: Date.UTC(2026, 0, 1 + day),
    traits: { ...event.traits, ...(lives !== null && number === null && { country: lives }) },
    properties: number === null ? {} : { phone: number },
  }));

describe("numbers without a prefix", () => {
  test("give the same customers in any batching, claims, aliases and limits among them", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(told, { minLength: 3, maxLength: 25 }), cuts, async (given, at) => {
        const events = given.map((one) => trackedEvent(one));
        const atOnce = await inBatches([events]);
        expect(await inBatches(cutAt(events, at))).toEqual(atOnce);
        expect(await inBatches(events.map((event) => [event]))).toEqual(atOnce);
      }),
      { numRuns: RUNS, seed: 20260601 },
    );
  });

  test("in any order give the profiles of a plain union-find, where the countries were said before them", async () => {
    const names = Array.from({ length: 12 }, (_, nth) => nth + 1);
    const named = (nth: number): Partial<TrackedEvent>[] => [
      { anonymousId: `a${nth}` },
      { traits: { email: `e${nth}@example.com` } },
      { context: { device: { id: `d${nth}` } } },
      { context: { externalIds: [{ id: `c${nth}`, type: "card", collection: "users" }] } },
    ];
    const before = names
      .flatMap(named)
      .map((one) => ({ ...one, kind: "identify" as const, traits: { ...one.traits, country: "DE" } }));
    const given = fc.array(fc.tuple(plainEvent, phone), { minLength: 1, maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(given, cuts, fc.infiniteStream(fc.nat()), async (plain, at, random) => {
        const first = before.map((one) => trackedEvent(one));
        const events = plain.map(([event, number]) =>
          trackedEvent({ ...event, properties: number === null ? {} : { phone: number } }),
        );
        const expected = oracle([...first, ...events]);
        expect(await inBatches([first, ...cutAt(events, at)])).toEqual(expected);
        const shuffled = events.toSorted(() => ((random.next().value ?? 0) % 2 === 0 ? 1 : -1));
        expect(await inBatches([[...first, ...shuffled]])).toEqual(expected);
      }),
      { numRuns: RUNS / 2, seed: 20260602 },
    );
  });
});

const AS_GERMAN: Readonly<Record<string, string>> = {
  "0532 123 45 67": "+495321234567",
  "030 123456": "+4930123456",
  "01 23 45 67 89": "+49123456789",
};

function oracle(events: readonly TrackedEvent[]): string[] {
  let customers: Set<string>[] = [];
  for (const event of events) {
    const keys = keysOf(event);
    const met = customers.filter((one) => keys.some((key) => one.has(key)));
    customers = [
      ...customers.filter((one) => !met.includes(one)),
      new Set([...keys, ...met.flatMap((one) => [...one])]),
    ];
  }
  return customers.map((one) => [...one].toSorted().join(" ")).toSorted();
}

function keysOf({ anonymousId, traits, properties, context }: TrackedEvent): string[] {
  const { device, externalIds } = context as { device?: { id: string }; externalIds?: { id: string }[] };
  return [
    anonymousId && `anonymous_id:${anonymousId}`,
    traits["email"] && `email:${String(traits["email"])}`,
    device && `device_id:${device.id}`,
    externalIds && `card:${externalIds[0]?.id}`,
    properties["phone"] && `phone:${AS_GERMAN[String(properties["phone"])]}`,
  ].filter((key) => typeof key === "string");
}
