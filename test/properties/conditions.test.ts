/**
 * One syntax tree, two readings: whatever the rules, the histories and the instant, the engine's
 * question for all, one customer in memory and a slow evaluator over raw rows say the same; and no
 * `until` comes late.
 */
import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { NEVER } from "../../src/core/customer-figures-port.ts";
import { asId, type HandleId, type ProfileId } from "../../src/core/ids.ts";
import { factTime } from "../../src/core/rows.ts";
import { bound, raw, sql, stored } from "../../src/core/sql.ts";
import { sqlText } from "../../src/core/sql-text.ts";
import { customerFigures, FIGURE_GROUPS } from "../../src/measure/customers/index.ts";
import { rfmFigures } from "../../src/measure/rfm/index.ts";
import { storeVersion } from "../../src/measure/rfm/thresholds-store.ts";
import {
  evaluate,
  historyOf,
  membersSql,
  metByMany,
  needsOf,
  ruleSchema,
  surroundings,
} from "../../src/profile/conditions/index.ts";
import type {
  Evidence,
  History,
  Keepers,
  LeafVerdict,
  NumberedRule,
  Rule,
  RuleVerdict,
  Scope,
  Surroundings,
} from "../../src/profile/conditions/index.ts";
import { type TestContext, testContext } from "../kit/context.ts";
import { insertRows, orderRow, refundRow } from "../kit/orders.ts";
import { membersOf, entriesAndExits } from "../../src/profile/segments/membership-queries.ts";
import { PLACES, placed, placedWorld, type Place } from "../kit/rule-places.ts";
import { rule, segmentRules, setRule } from "../kit/rule-texts.ts";
import { HANDLES, KEPT, STEP, world, type World } from "../kit/rule-worlds.ts";
import { RFM_THRESHOLDS } from "../kit/slow-rfm.ts";
import { meetsSlowly } from "../kit/slow-rules.ts";

const RUNS = 5;
/** A failure is made smaller for so long at most. */
const LIMIT_MS = 120_000;
const TABLES = [
  ...(["event", "order", "order_figure", "refund", "receipt", "trait", "consent", "alias"] as const),
  ...(["segment_move", "membership"] as const),
];
/** How far after its beginning all of a history lies in the past. */
const OVER = 110 * STEP;

let context: TestContext;
let version = 0;

beforeAll(async () => {
  context = await testContext();
  await context.state.updateTable("workspace").set({ currency: "EUR" }).execute();
  const said = { chosenBy: "person", saidBy: "test", saidAt: new Date(PLACES[0]?.base ?? 0) } as const;
  await storeVersion(context.state, "EUR", { thresholds: RFM_THRESHOLDS, ...said });
});

async function store(given: World, place: Place): Promise<void> {
  const { facts, state, clock } = context;
  clock.set(place.base + OVER);
  const zone = { time_zone: place.timeZone, first_weekday: place.firstWeekday };
  await state.updateTable("workspace").set(zone).execute();
  for (const table of TABLES) await facts.command(sql`TRUNCATE TABLE ${stored(table)}`);
  const insert = async (
    table: "event" | "trait" | "consent" | "alias" | "segment_move",
    rows: readonly object[],
  ) => {
    if (rows.length === 0) return;
    version += 1;
    const lines = Buffer.from(rows.map((row) => JSON.stringify(row)).join("\n"));
    await facts.insert({ table, rows: lines, token: `${table} ${version}` });
  };
  const items = (row: { items: readonly object[] }) =>
    row.items.map((item) => ({ sku: "", name: "", discount: "0", ...item }));
  await insert(
    "event",
    given.events.map(({ items: sent, handle, at, id, properties, traits, ...row }) => ({
      ...row,
      handle_id: handle,
      at: factTime(at),
      received_at: factTime(at),
      message_id: id,
      source_id: 1,
      properties: JSON.stringify(properties),
      traits: JSON.stringify(traits),
      items: items({ items: sent }),
    })),
  );
  await insert(
    "trait",
    given.traits.map(({ handle, at, id, value, ...row }) => ({
      ...row,
      handle_id: handle,
      at: factTime(at),
      value: JSON.stringify(value),
      source_id: 1,
      message_id: id,
    })),
  );
  await insert(
    "consent",
    given.consents.map(({ handle, at, answer, trust, preferences }) => ({
      handle_id: handle,
      at: factTime(at),
      answer,
      trust,
      preferences: Object.fromEntries(Object.entries(preferences).map(([key, yes]) => [key, yes ? 1 : 0])),
      source_id: 1,
      message_id: `c${answer}`,
    })),
  );
  version += 1;
  const moved = given.profileOf.flatMap((profile, handle) =>
    profile === handle ? [] : [{ handle, profile }],
  );
  await insert(
    "alias",
    moved.map(({ handle, profile }) => ({
      handle_id: handle,
      profile_id: profile,
      version,
      merged_at: factTime(place.base),
    })),
  );
  await insertRows(
    facts,
    "order",
    given.orders.map((order) => {
      const { handle, at, id, gross, status, trust, anonymous, country, coupon } = order;
      const more = {
        gross,
        trust,
        anonymous,
        country,
        coupon,
        status: status as "paid",
        items: items(order) as never,
      };
      return orderRow(handle, at, id, more);
    }),
  );
  await insertRows(
    facts,
    "refund",
    given.refunds.map((refund) => {
      const { handle, at, id, gross, status, trust, anonymous, country } = refund;
      const more = {
        trust,
        anonymous,
        country,
        status: (status === "paid" ? "paid" : "void") as "paid",
        items: items(refund) as never,
      };
      return refundRow(handle, at, id, gross, more);
    }),
  );
  const onLists = given.lists.flatMap(({ id: segment, handles }) =>
    [...new Set(handles.map((handle) => given.profileOf[handle] ?? handle))].map((handle) => ({
      ...{ handle, segment, at: place.base, entered: true },
    })),
  );
  await insert(
    "segment_move",
    [...given.moves, ...onLists].map(({ handle, at, segment, entered }) => ({
      ...{ profile_id: handle, at: factTime(at), segment_id: segment, entered: entered ? 1 : 0 },
      ...{ why: "event", segment_version: 1, as_of: factTime(at), version: 1 },
    })),
  );
  await facts.reloadProfiles("all");
}

const port = customerFigures([...FIGURE_GROUPS, rfmFigures], 0);

/** What the segments of a workspace keep; who is of which persona, as rows that stand in the question. */
function keepers(given: World, segments: ReadonlyMap<number, Rule>): Keepers {
  const lists = new Map(KEPT.lists.map((id) => [id, membersOf(id)]));
  const personas = (id: string) => {
    const handles = given.personas.find((one) => one.id === id)?.handles ?? [];
    const profiles = handles.map((handle) => given.profileOf[handle] ?? handle);
    return sql`SELECT arrayJoin(${bound("Array(UInt64)", profiles)}) AS profile_id`;
  };
  return { segments, lists, personas, moves: entriesAndExits };
}

type Found = ReadonlyMap<number, { readonly holds: readonly number[]; readonly until: number | null }>;

async function askEngine(
  rules: readonly Rule[],
  seen: Surroundings,
  handles?: readonly number[],
): Promise<Found> {
  const scope: Scope = handles
    ? { handles: handles.map((handle) => asId<HandleId>(handle)) }
    : ("all" as const);
  return foundIn(
    await context.facts.query<FoundRow>(membersSql(numbered(rules), seen, scope), { timeout: 120 }),
  );
}

type FoundRow = { profile_id: string; holds: number[]; until: string | null };

function foundIn(rows: readonly FoundRow[]): Found {
  return new Map(
    rows.map((row) => [
      Number(row.profile_id),
      { holds: row.holds, until: row.until === null ? null : Date.parse(`${row.until.replace(" ", "T")}Z`) },
    ]),
  );
}

/** The same of many customers at once in memory. */
async function askMany(rules: readonly Rule[], seen: Surroundings): Promise<Found> {
  const handles = Array.from({ length: HANDLES }, (_, index) => asId<HandleId>(index + 1));
  const asked = { facts: context.facts, around: seen, handles, options: {} };
  const met = await metByMany(numbered(rules), asked);
  return new Map(
    [...met].map(([profile, { rules: held, until }]) => [
      profile,
      { holds: rules.map((_, id) => (held.includes(id) ? 1 : 0)), until },
    ]),
  );
}

function numbered(rules: readonly Rule[]): NumberedRule[] {
  return rules.map((one, id) => ({ id, rule: one }));
}

function handlesBy(given: World): Map<number, HandleId[]> {
  const handles = Array.from({ length: HANDLES }, (_, index) => asId<HandleId>(index + 1));
  return Map.groupBy(handles, (handle) => given.profileOf[handle] ?? handle);
}

async function histories(
  given: World,
  rules: readonly Rule[],
  seen: Surroundings,
): Promise<Map<number, History>> {
  const needs = needsOf({ all: rules }, seen);
  const all = [...handlesBy(given)].map(
    async ([profile, handles]) => [profile, await historyOf(context.facts, handles, seen, needs)] as const,
  );
  return new Map(await Promise.all(all));
}

/** A workspace with its customers, and the rules that are asked. */
const asked = fc
  .record({
    place: fc.constantFrom(...PLACES),
    told: world,
    texts: fc.array(rule, { minLength: 4, maxLength: 8 }),
    kept: segmentRules,
    // On the rows' own grid, and a little beside it.
    steps: fc.array(fc.tuple(fc.integer({ min: 10, max: 90 }), fc.constantFrom(0, 0, 1, -1)), {
      minLength: 2,
      maxLength: 2,
    }),
  })
  .map(({ place, told, texts, kept, steps }) => ({
    place,
    given: placedWorld(told, place),
    rules: placed(texts, place),
    segments: new Map([...kept].map(([id, one]) => [id, placed(one, place)])),
    instants: steps.map(([step, off]) => place.base + step * STEP + off),
  }));
type Asked = typeof asked extends fc.Arbitrary<infer Value> ? Value : never;

function around({ given, segments }: Asked, asOf: number): Promise<Surroundings> {
  return surroundings(context, port, asOf, keepers(given, segments));
}

/** Where in the time until `until` it is looked at, from 0 to 1. */
const looks = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 3, maxLength: 3 });

test(
  "random rules on random histories have the same members by the engine, in memory and slowly",
  { timeout: 600_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(asked, looks, async (drawn, places) => {
        const { given, place, rules, instants, segments } = drawn;
        await store(given, place);
        for (const one of [...rules, ...segments.values()])
          expect(ruleSchema.safeParse(one).error).toBeUndefined();
        const people = await histories(given, rules, await around(drawn, place.base + OVER));
        for (const asOf of instants) {
          const seen = await around(drawn, asOf);
          const engine = await askEngine(rules, seen);
          expect({ rules, met: Object.fromEntries(await askMany(rules, seen)) }).toEqual({
            rules,
            met: Object.fromEntries(engine),
          });
          const reading = { place, segments, countsClaimed: seen.figures.countsClaimed };
          for (const [profile, history] of people) {
            const memory = rules.map((one) => evaluate(one, history, seen));
            const slowly = rules.map((one) => meetsSlowly(one, given, profile, asOf, reading));
            compareAll({ profile: profile as ProfileId, asOf, asked: rules, memory, slowly, engine });
            for (const [index, { holds, until }] of memory.entries()) {
              const one = rules[index] ?? { all: [] };
              for (const at of between(asOf, until, { places, place })) {
                const later = meetsSlowly(one, given, profile, at, reading);
                if (later !== holds)
                  expect({ late: { one, profile, asOf, until, at } }).toEqual({ late: null });
              }
            }
          }
        }
      }),
      { numRuns: RUNS, interruptAfterTimeLimit: LIMIT_MS * 4, markInterruptAsFailure: false },
    );
  },
);

type Compared = {
  readonly profile: ProfileId;
  readonly asOf: number;
  readonly asked: readonly Rule[];
  readonly memory: readonly RuleVerdict[];
  /** Left out where only the two readings know the rule. */
  readonly slowly?: readonly boolean[];
  readonly engine: Found;
};

function compareAll({ profile, asOf, asked, memory, slowly, engine }: Compared): void {
  const found = engine.get(profile);
  const leaves: LeafVerdict[] = memory.flatMap((one) => one.leaves);
  const evidence: Evidence[] = leaves.flatMap((leaf) => leaf.evidence);
  expect(evidence.filter(({ at }) => at > asOf)).toEqual([]);
  const truth = slowly ?? memory.map(({ holds }) => holds);
  const shown = (said: readonly (boolean | number)[]) =>
    said.flatMap((holds, index) => (Boolean(holds) === truth[index] ? [] : [JSON.stringify(asked[index])]));
  expect({ reading: "memory", profile, asOf, differ: shown(memory.map(({ holds }) => holds)) }).toMatchObject(
    { differ: [] },
  );
  if (found)
    expect({ reading: "engine", profile, asOf, differ: shown(found.holds) }).toMatchObject({ differ: [] });
  else expect(truth.some(Boolean)).toBe(false);
  const least = Math.min(NEVER, ...memory.map(({ until }) => until ?? NEVER));
  const until = found?.until ?? NEVER;
  if (found && until !== least) {
    expect({
      profile,
      asOf,
      engine: until,
      memory: least,
      untils: memory.map((one) => one.until),
      asked: asked.map((one) => JSON.stringify(one)),
    }).toBeNull();
  }
  for (const one of memory) if (one.until !== null) expect(one.until).toBeGreaterThan(asOf);
}

/** Every instant where anything could happen lies on the grid of hours or a millisecond beside it. */
function between(
  asOf: number,
  until: number | null,
  { places, place: { base } }: { readonly places: readonly number[]; readonly place: Place },
): number[] {
  const end = Math.min(until ?? base + OVER, base + OVER);
  const inside = places.map((place) => Math.round(asOf + place * (end - asOf)));
  const onGrid = inside.map((at) => base + Math.round((at - base) / STEP) * STEP);
  return [...inside, ...onGrid, end - 1].filter((at) => at > asOf && at < end);
}

test(
  "what hangs on all customers, or on a hash, is the same by the engine and in memory",
  { timeout: 300_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(asked, fc.array(setRule, { minLength: 6, maxLength: 10 }), async (drawn, rules) => {
        const { given, place, instants } = drawn;
        await store(given, place);
        const [asOf = place.base] = instants;
        const seen = await around(drawn, asOf);
        const engine = await askEngine(rules, seen);
        expect(Object.fromEntries(await askMany(rules, seen))).toEqual(Object.fromEntries(engine));
        for (const [profile, history] of await histories(given, rules, seen)) {
          const memory = rules.map((one) => evaluate(one, history, seen));
          expect(engine.has(profile) || !memory.some(({ holds }) => holds)).toBe(true);
          compareAll({ profile: profile as ProfileId, asOf, asked: rules, memory, engine });
        }
      }),
      { numRuns: RUNS },
    );
  },
);

test(
  "asked by their handles alone, customers meet the same rules as among all",
  { timeout: 300_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(asked, async (drawn) => {
        const { given, place, rules, instants } = drawn;
        await store(given, place);
        const seen = await around(drawn, instants[0] ?? place.base);
        const all = await askEngine(rules, seen);
        // What is shown to people as SQL asks the same.
        const asText = sqlText(membersSql(numbered(rules), seen, "all"));
        expect(foundIn(await context.facts.query<FoundRow>(raw(asText), { timeout: 120 }))).toEqual(all);
        const wanted = [...handlesBy(given)].filter((_, index) => index % 2 === 0);
        const some = await askEngine(
          rules,
          seen,
          wanted.flatMap(([, handles]) => handles),
        );
        const profiles = new Set(wanted.map(([profile]) => profile));
        expect(Object.fromEntries(some)).toEqual(
          Object.fromEntries([...all].filter(([profile]) => profiles.has(profile))),
        );
      }),
      { numRuns: Math.ceil(RUNS / 4) },
    );
  },
);
