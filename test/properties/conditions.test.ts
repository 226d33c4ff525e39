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
import { sql, stored } from "../../src/core/sql.ts";
import { customerFigures, FIGURE_GROUPS } from "../../src/measure/customers/index.ts";
import { rfmFigures } from "../../src/measure/rfm/index.ts";
import { storeVersion } from "../../src/measure/rfm/thresholds-store.ts";
import {
  evaluate,
  historyOf,
  membersSql,
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
import { rule, setRule } from "../kit/rule-texts.ts";
import { BASE, HANDLES, STEP, world, type World } from "../kit/rule-worlds.ts";
import { RFM_THRESHOLDS } from "../kit/slow-rfm.ts";
import { meetsSlowly } from "../kit/slow-rules.ts";

const RUNS = 5;
/** A failure is made smaller for so long at most. */
const LIMIT_MS = 120_000;
const TABLES = ["event", "order", "order_figure", "refund", "receipt", "trait", "consent", "alias"] as const;
const LAST = BASE + 110 * STEP;

let context: TestContext;
let version = 0;

beforeAll(async () => {
  context = await testContext();
  context.clock.set(LAST);
  await context.state.updateTable("workspace").set({ time_zone: "Asia/Kolkata", currency: "EUR" }).execute();
  const said = { chosenBy: "person", saidBy: "test", saidAt: new Date(BASE) } as const;
  await storeVersion(context.state, "EUR", { thresholds: RFM_THRESHOLDS, ...said });
});

async function store(given: World): Promise<void> {
  const { facts } = context;
  for (const table of TABLES) await facts.command(sql`TRUNCATE TABLE ${stored(table)}`);
  const insert = async (table: "event" | "trait" | "consent" | "alias", rows: readonly object[]) => {
    if (rows.length === 0) return;
    version += 1;
    const lines = Buffer.from(rows.map((row) => JSON.stringify(row)).join("\n"));
    await facts.insert({ table, rows: lines, token: `${table} ${version}` });
  };
  const items = (row: { items: readonly object[] }) =>
    row.items.map((item) => ({ sku: "", name: "", discount: "0", ...item }));
  await insert(
    "event",
    given.events.map(({ items: sent, handle, at, id, properties, ...row }) => ({
      ...row,
      handle_id: handle,
      at: factTime(at),
      received_at: factTime(at),
      message_id: id,
      source_id: 1,
      properties: JSON.stringify(properties),
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
      merged_at: factTime(BASE),
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
  await facts.reloadProfiles("all");
}

const NOTHING_KEPT: Keepers = { segments: new Map(), lists: new Map(), personas: new Map(), moves: null };
const port = customerFigures([...FIGURE_GROUPS, rfmFigures], 0);

function around(asOf: number): Promise<Surroundings> {
  return surroundings(context, port, asOf, NOTHING_KEPT);
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
  const numbered: NumberedRule[] = rules.map((one, id) => ({ id, rule: one }));
  const rows = await context.facts.query<{ profile_id: string; holds: number[]; until: string | null }>(
    membersSql(numbered, seen, scope),
    { timeout: 120 },
  );
  return new Map(
    rows.map((row) => [
      Number(row.profile_id),
      { holds: row.holds, until: row.until === null ? null : Date.parse(`${row.until.replace(" ", "T")}Z`) },
    ]),
  );
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

const rules = fc.array(rule, { minLength: 4, maxLength: 8 });
/** On the rows' own grid, and a little beside it. */
const instant = fc
  .tuple(fc.integer({ min: 10, max: 90 }), fc.constantFrom(0, 0, 1, -1))
  .map(([step, off]) => BASE + step * STEP + off);
/** Where in the time until `until` it is looked at, from 0 to 1. */
const looks = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 3, maxLength: 3 });

test(
  "random rules on random histories have the same members by the engine, in memory and slowly",
  { timeout: 600_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(
        world,
        rules,
        fc.array(instant, { minLength: 2, maxLength: 2 }),
        looks,
        async (given, asked, instants, places) => {
          await store(given);
          for (const one of asked) expect(ruleSchema.safeParse(one).error).toBeUndefined();
          const people = await histories(given, asked, await around(LAST));
          for (const asOf of instants) {
            const seen = await around(asOf);
            const engine = await askEngine(asked, seen);
            for (const [profile, history] of people) {
              const memory = asked.map((one) => evaluate(one, history, seen));
              const slowly = asked.map((one) =>
                meetsSlowly(one, given, profile, asOf, seen.figures.countsClaimed),
              );
              compareAll({ profile: profile as ProfileId, asOf, asked, memory, slowly, engine });
              for (const [index, { holds, until }] of memory.entries()) {
                const one = asked[index] ?? { all: [] };
                // Every instant where anything could happen lies on the grid or a millisecond beside it.
                for (const at of between(asOf, until, places)) {
                  const later = meetsSlowly(one, given, profile, at, seen.figures.countsClaimed);
                  if (later !== holds)
                    expect({ late: { one, profile, asOf, until, at } }).toEqual({ late: null });
                }
              }
            }
          }
        },
      ),
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

function between(asOf: number, until: number | null, places: readonly number[]): number[] {
  const end = Math.min(until ?? LAST, LAST);
  const inside = places.map((place) => Math.round(asOf + place * (end - asOf)));
  const onGrid = inside.map((at) => BASE + Math.round((at - BASE) / STEP) * STEP);
  return [...inside, ...onGrid, end - 1].filter((at) => at > asOf && at < end);
}

test(
  "what hangs on all customers, or on a hash, is the same by the engine and in memory",
  { timeout: 300_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(
        world,
        fc.array(setRule, { minLength: 6, maxLength: 10 }),
        instant,
        async (given, asked, asOf) => {
          await store(given);
          const seen = await around(asOf);
          const engine = await askEngine(asked, seen);
          for (const [profile, history] of await histories(given, asked, seen)) {
            const memory = asked.map((one) => evaluate(one, history, seen));
            expect(engine.has(profile) || !memory.some(({ holds }) => holds)).toBe(true);
            compareAll({ profile: profile as ProfileId, asOf, asked, memory, engine });
          }
        },
      ),
      { numRuns: RUNS },
    );
  },
);

test(
  "asked by their handles alone, customers meet the same rules as among all",
  { timeout: 300_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(world, rules, instant, async (given, asked, asOf) => {
        await store(given);
        const seen = await around(asOf);
        const all = await askEngine(asked, seen);
        const wanted = [...handlesBy(given)].filter((_, index) => index % 2 === 0);
        const some = await askEngine(
          asked,
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
