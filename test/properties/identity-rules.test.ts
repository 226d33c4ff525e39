/** Rules that people change, on random histories and a real Postgres: limits, applying, taking back. */
import fc from "fast-check";
import { sql } from "kysely";
import { beforeAll, describe, expect, test } from "vitest";
import type { TrackedEvent } from "../../src/core/event.ts";
import type { State } from "../../src/core/state.ts";
import { resolveIdentities } from "../../src/identify/graph/index.ts";
import type { IdentityRules } from "../../src/identify/rules/contract.ts";
import { DEFAULT_RULES } from "../../src/identify/rules/defaults.ts";
import { trackedEvent } from "../kit/events.ts";
import { anyEvent, plainEvent, partitionOf } from "../kit/identities.ts";
import { changeIn, putRules, rulesWith } from "../kit/rules.ts";
import { testState } from "../kit/state.ts";

let state: State;
const options = { clock: { now: () => Date.UTC(2026, 5, 1) }, defaultCountry: null };
const RUNS = 40;

beforeAll(async () => {
  state = await testState();
});

async function begin(rules: IdentityRules | null): Promise<void> {
  await sql`TRUNCATE handle, evidence, merge, judgement, identity_rules CASCADE`.execute(state);
  if (rules) await putRules(state, rules);
}

async function resolve(events: readonly TrackedEvent[]): Promise<void> {
  await state.transaction().execute((tx) => resolveIdentities(tx, events, options));
}

function sorted(groups: readonly (readonly string[])[]): string[] {
  return groups.map((group) => group.toSorted().join(" ")).toSorted();
}

const standing = () =>
  state.selectFrom("handle").select(["id", "profile_id", "shared"]).orderBy("id").execute();

const limit = fc.option(fc.integer({ min: 1, max: 3 }), { nil: null });
const mostCustomers = fc.option(fc.integer({ min: 1, max: 3 }), { nil: null });

/** Rules that hold back much of what few identifiers say. */
const anyRules = fc
  .record({
    email: limit,
    card: limit,
    anonymous: limit,
    user: fc.integer({ min: 1, max: 2 }),
    on: mostCustomers,
    unique: fc.boolean(),
    values: fc.subarray(["e1@example.com", "a2", "c3", "e*@example.com", "u1"], { maxLength: 2 }),
  })
  .map(({ email, card, anonymous, user, on, unique, values }) =>
    rulesWith(
      {
        user_id: { limit: user },
        email: { limit: email, mostCustomers: on },
        card: { limit: card, unique },
        anonymous_id: { limit: anonymous },
      },
      { values: values.map((value) => ({ type: "*", value })) },
    ),
  );

/** Events of user ids, e-mails and cards: no devices, which change hands. */
const customerEvent = fc
  .record({
    userId: fc.option(fc.constantFrom("u1", "u2", "u3"), { nil: null }),
    email: fc.option(fc.constantFrom("e1", "e2", "e3", "e4", "e5"), { nil: null }),
    card: fc.option(fc.constantFrom("c1", "c2", "c3", "c4"), { nil: null }),
  })
  .filter((given) => Object.values(given).some((value) => value !== null));

type CustomerEvent = { userId: string | null; email: string | null; card: string | null };

function eventOf({ userId, email, card }: CustomerEvent): TrackedEvent {
  return trackedEvent({
    trust: "trusted",
    userId,
    traits: email ? { email: `${email}@example.com` } : {},
    context: card ? { externalIds: [{ id: card, type: "card", collection: "users" }] } : {},
  });
}

/**
 * The rule for limits in a few plain lines: an event makes the customers of its identifiers one; where
 * that would be over a limit, it goes without its lowest-ranked identifier, and again, until it fits.
 */
function oracle(events: readonly CustomerEvent[], limits: Readonly<Record<string, number | null>>): string[] {
  let customers: Set<string>[] = [];
  const customerOf = (key: string): Set<string> => {
    const found = customers.find((one) => one.has(key)) ?? new Set([key]);
    if (!customers.includes(found)) customers.push(found);
    return found;
  };
  const typeOf = (key: string) => key.slice(0, key.indexOf(":"));
  const fit = (together: readonly Set<string>[]) =>
    ["user_id", "email", "card"].every((type) => {
      const counts = together.map((one) => [...one].filter((key) => typeOf(key) === type).length);
      const sum = counts.reduce((total, count) => total + count, 0);
      return sum <= (limits[type] ?? Infinity) || counts.filter((count) => count > 0).length < 2;
    });
  for (const { userId, email, card } of events) {
    const keys = [
      userId && `user_id:${userId}`,
      email && `email:${email}@example.com`,
      card && `card:${card}`,
    ].filter((key) => typeof key === "string");
    for (const key of keys) customerOf(key);
    let named = [...new Set(keys.map(customerOf))];
    for (let left = keys.length; !fit(named); left -= 1)
      named = [...new Set(keys.slice(0, left - 1).map(customerOf))];
    customers = [
      ...customers.filter((one) => !named.includes(one)),
      new Set(named.flatMap((one) => [...one])),
    ];
  }
  return sorted(customers.map((customer) => [...customer]));
}

describe("limits", () => {
  const limits = fc.record({ user_id: fc.integer({ min: 1, max: 2 }), email: limit, card: limit });

  test("hold as the plain rule says, whatever the batches", async () => {
    const given = fc.array(customerEvent, { minLength: 2, maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(given, limits, fc.nat(20), async (plain, most, cut) => {
        const lines = Object.entries(most).map(([type, one]) => [type, { limit: one }] as const);
        await begin(
          rulesWith({ ...Object.fromEntries(lines), email: { limit: most.email, mostCustomers: null } }),
        );
        const events = plain.map(eventOf);
        await resolve(events.slice(0, cut));
        await resolve(events.slice(cut));
        expect(await partitionOf(state)).toEqual(oracle(plain, most));
      }),
      { numRuns: RUNS, seed: 20260301 },
    );
  });

  test("are never broken, by claims, devices and blocked values neither, save where an alias says so", async () => {
    const given = fc.array(
      anyEvent.map((event) => ({ ...event, kind: "track" as const })),
      { minLength: 2, maxLength: 25 },
    );
    await fc.assert(
      fc.asyncProperty(given, anyRules, fc.nat(25), async (any, rules, cut) => {
        const events = any.map((one) => trackedEvent(one));
        await begin(rules);
        await resolve(events);
        const atOnce = await partitionOf(state);
        expect(await over(rules)).toEqual([]);
        await begin(rules);
        await resolve(events.slice(0, cut));
        await resolve(events.slice(cut));
        expect(await partitionOf(state)).toEqual(atOnce);
      }),
      { numRuns: RUNS, seed: 20260302 },
    );
  });
});

/** Profiles with more of a type than the rules allow, and blocked values that something joins. */
async function over(rules: IdentityRules): Promise<unknown[]> {
  const limited = rules.types.filter((line) => line.limit !== null);
  const { rows } = await sql`
    SELECT h.profile_id, h.type FROM handle h
    JOIN unnest(${limited.map(({ type }) => type)}::text[], ${limited.map((line) => line.limit)}::integer[]) AS l(type, most)
      ON l.type = h.type
    GROUP BY h.profile_id, h.type, l.most HAVING count(*) > l.most`.execute(state);
  return rows;
}

describe("rules that are changed", () => {
  const history = fc.array(
    anyEvent.map((event) => ({ ...event, kind: "track" as const })),
    {
      minLength: 2,
      maxLength: 20,
    },
  );

  test("hold for what is stored too", async () => {
    await fc.assert(
      fc.asyncProperty(history, anyRules, async (given, rules) => {
        await begin(null);
        await resolve(given.map((one) => trackedEvent(one)));
        await putRules(state, rules);
        expect(await over(rules)).toEqual([]);
        expect(await broken()).toEqual([]);
      }),
      { numRuns: RUNS, seed: 20260303 },
    );
  });

  test.each([
    ["trusted evidence alone", plainEvent, 20260304],
    ["claims among it", anyEvent.map((event) => ({ ...event, kind: "track" as const })), 20260305],
  ])("and taken back give the customers from before: %s", async (_name, event, seed) => {
    await fc.assert(
      fc.asyncProperty(fc.array(event, { minLength: 2, maxLength: 20 }), anyRules, async (given, rules) => {
        await begin(null);
        await resolve(given.map((one) => trackedEvent(one)));
        // What was refused and stands to reason now is weighed once, so that it is no part of the change.
        await putRules(state, rulesWith({ user_id: { limit: null } }));
        await putRules(state, DEFAULT_RULES);
        const before = await standing();
        const there = await putRules(state, rules);
        const after = await standing();
        const back = await putRules(state, DEFAULT_RULES);
        expect(await standing()).toEqual(before);
        expect([back.effect.before, back.effect.after]).toEqual([there.effect.after, there.effect.before]);
        const moved = before.filter(({ profile_id }, nth) => profile_id !== after[nth]?.profile_id);
        expect(there.aliases.map(({ handle_id }) => handle_id).toSorted((a, b) => a - b)).toEqual(
          moved.map(({ id }) => id),
        );
      }),
      { numRuns: RUNS, seed },
    );
  });

  test("are foreseen truly, and foreseeing changes nothing", async () => {
    await fc.assert(
      fc.asyncProperty(history, anyRules, async (given, rules) => {
        await begin(null);
        await resolve(given.map((one) => trackedEvent(one)));
        const before = await standing();
        const tx = await state.startTransaction().execute();
        const foreseen = await changeIn(tx, rules);
        await tx.rollback().execute();
        expect(await standing()).toEqual(before);
        const done = await putRules(state, rules);
        expect(done.effect).toEqual(foreseen.effect);
        expect(done.groups).toEqual(foreseen.groups);
        const ids = new Set(before.map(({ profile_id }) => profile_id));
        const now = new Set((await standing()).map(({ profile_id }) => profile_id));
        expect(now.size - ids.size).toBe(done.effect.after - done.effect.before);
      }),
      { numRuns: RUNS, seed: 20260306 },
    );
  });
});

/** Evidence that holds across two profiles, or through a value that joins nobody. */
async function broken(): Promise<unknown[]> {
  const { rows } = await sql`
    SELECT e.id FROM evidence e JOIN handle a ON a.id = e.handle_a JOIN handle b ON b.id = e.handle_b
    WHERE e.verdict = 'holds' AND (a.profile_id <> b.profile_id OR a.shared OR b.shared)`.execute(state);
  return rows;
}
