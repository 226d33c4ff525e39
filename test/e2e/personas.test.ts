/** The simulator's kinds of shoppers go the way of all events; personas are asked to find them. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { sql } from "kysely";
import { beforeAll, expect, test } from "vitest";
import type { CustomerTruth } from "../../simulator/index.ts";
import { workOffDemo } from "../../src/collect/demo/jobs.ts";
import { beginDemo } from "../../src/collect/demo/queries.ts";
import { asId, type HandleId, type ProfileId, showProfileId } from "../../src/core/ids.ts";
import { bound, sql as facts } from "../../src/core/sql.ts";
import { compared } from "../../src/measure/compare/kept.ts";
import { countedRows } from "../../src/measure/basis/index.ts";
import { drainInbox } from "../../src/pipeline.ts";
import { adjustedRand } from "../../src/profile/personas/clustering/adjusted-rand.ts";
import type { PersonaResult } from "../../src/profile/personas/contract.ts";
import { workOffPersonas } from "../../src/profile/personas/jobs.ts";
import { journeysOf } from "../../src/profile/personas/journeys.ts";
import { personalData } from "../../src/profile/personas/personal-data-queries.ts";
import { quotesOf } from "../../src/profile/personas/quotes.ts";
import {
  addMembers,
  askForRun,
  beginRun,
  lastDetails,
  lastResult,
} from "../../src/profile/personas/runs-store.ts";
import { isCharacteristic } from "../../src/profile/personas/said/characteristic-contract.ts";
import { whyPersona } from "../../src/profile/personas/why.ts";
import { wordsOf } from "../../src/profile/personas/said/tokens.ts";
import { undoHooks } from "../../src/undo-hooks.ts";
import { Segments } from "../kit/segments.ts";
import { testContext, type TestContext } from "../kit/context.ts";

const CUSTOMERS = 1200;

let context: TestContext;
let result: PersonaResult;

type Member = { id: string; shop: string; found: number | null };

async function look(): Promise<PersonaResult> {
  await askForRun(context.state, "test", context.clock.now());
  await workOffPersonas(context, countedRows, new AbortController().signal);
  const last = await lastResult(context.state);
  if (!last) throw new Error("no result");
  return last.result;
}

async function members(): Promise<Member[]> {
  const { rows } = await sql<Member>`
    SELECT profile_id::text AS id, shop, found::int AS found FROM persona_member ORDER BY profile_id`.execute(
    context.state,
  );
  return rows;
}

/** The kind that the simulator knows, by profile. */
async function truth(): Promise<Map<string, string>> {
  const people = JSON.parse(
    await readFile(join(context.dataDir, "demo-truth.json"), "utf8"),
  ) as CustomerTruth[];
  const kinds = new Map(
    people.flatMap(({ linked, kind }) => linked.map(({ type, value }) => [`${type}:${value}`, kind])),
  );
  const handles = await context.state.selectFrom("handle").select(["profile_id", "type", "value"]).execute();
  return new Map(
    handles.flatMap(({ profile_id: profile, type, value }) => {
      const kind = kinds.get(`${type}:${value}`);
      return kind ? [[String(profile), kind]] : [];
    }),
  );
}

beforeAll(async () => {
  context = await testContext();
  const now = context.clock.now();
  await beginDemo(context.state, { customers: CUSTOMERS, seed: 3, currency: "EUR", endsAt: now, now });
  await workOffDemo(context, undoHooks, new AbortController().signal);
  await drainInbox(context);
  result = await look();
}, 300_000);

test("as many kinds are found as there are, and customers in them as they are", async () => {
  expect(result.search).toMatchObject({ why: null, kinds: 5 });
  expect(result.search.stability).toBeGreaterThan(0.8);
  const [known, all] = [await truth(), await members()];
  const people = all.filter(({ id, found }) => found !== null && known.has(id));
  expect(people.length).toBeGreaterThan(0.7 * CUSTOMERS);
  const names = [...new Set(known.values())];
  const rand = adjustedRand(
    people.map(({ found }) => found ?? -1),
    people.map(({ id }) => names.indexOf(known.get(id) ?? "")),
  );
  expect(rand).toBeGreaterThan(0.8);
});

test("the personas of the shop part all customers with behaviour: each is in exactly one", async () => {
  const shop = result.personas.filter(({ kind }) => kind === "shop");
  const all = await members();
  expect(all.length).toBe(result.customers);
  for (const { id, customers } of shop) {
    expect([id, customers]).toEqual([id, all.filter((member) => member.shop === id).length]);
  }
  expect(shop.reduce((sum, { customers }) => sum + customers, 0)).toBe(result.customers);
  const revenue = shop.reduce((sum, one) => sum + one.revenue, 0);
  expect(revenue).toBeCloseTo(result.all.revenue, 4);
});

test("each found persona is named by what sets it apart, with its interval", () => {
  const found = result.personas.filter(({ kind }) => kind === "found");
  expect(new Set(found.map(({ marks }) => JSON.stringify(marks))).size).toBe(5);
  for (const { marks, differences, customers, again } of found) {
    expect(again).toBeGreaterThan(0.85);
    expect(customers).toBeGreaterThanOrEqual(30);
    for (const { measure, above } of marks) {
      const difference = differences.find((one) => one.measure === measure);
      expect(above ? difference?.from : -(difference?.to ?? 0)).toBeGreaterThan(0.2);
    }
  }
});

test("personas that are found again keep their numbers and names, also after a run that was killed", async () => {
  const killed = await askForRun(context.state, "test", context.clock.now());
  await beginRun(context.state, killed ?? 0);
  await addMembers(context.state, killed ?? 0, [{ id: "1", shop: "repeat", found: 0, account: null }]);
  const again = await look();
  const named = ({ personas }: PersonaResult) =>
    personas
      .filter(({ kind }) => kind === "found")
      .map(({ id, marks, customers }) => ({ id, marks, customers }));
  expect(named(again)).toEqual(named(result));
  expect((await members()).length).toBe(result.customers);
}, 120_000);

test("two planted kinds differ, when compared, in what was planted and not in how often they buy", async () => {
  const kit = await Segments.open(context);
  const known = await truth();
  const list = async (kind: string): Promise<string> => {
    const segment = await kit.make(kind, null);
    const ids = [...known].flatMap(([id, of]) => (of === kind ? [Number(id)] : []));
    await context.facts
      .command(facts`INSERT INTO segment_move (profile_id, at, segment_id, entered, why, segment_version, as_of, version)
      SELECT arrayJoin(${bound("Array(UInt64)", ids)}), now64(3), toUInt32(${segment}), 1, 'definition', 1, now64(3), 1`);
    return `segment:${segment}`;
  };
  const question = { a: await list("bargain_hunter"), b: await list("enthusiast") };
  const { lines } = (await compared(context, question)).comparison;
  const line = (key: string) => lines.find((one) => one.key === key);
  // Bargain hunters come at noon by advertisements for discounted sweets; enthusiasts look at machines in the evening.
  for (const above of ["discounts", "channel:paid search", "category:Sweets", "lines_an_order"]) {
    const found = line(`behaviour:${above}`);
    expect([above, found?.holds, (found?.from ?? 0) > 0.5]).toEqual([above, true, true]);
  }
  for (const below of ["evenings", "looks_a_visit", "category:Machines"]) {
    const found = line(`behaviour:${below}`);
    expect([below, found?.holds, (found?.to ?? 0) < -0.5]).toEqual([below, true, true]);
  }
  for (const same of ["behaviour:orders", "retention:retained", "behaviour:tenure_days"]) {
    expect([same, Math.abs(line(same)?.d ?? 1) < 0.2]).toEqual([same, true]);
  }
});

test("the level of prices of a persona is that of SQL of another build, each unit held against each", async () => {
  const repeat = result.personas.find(({ id }) => id === "repeat");
  const ids = (await members()).filter(({ shop }) => shop === "repeat").map(({ id }) => id);
  const [own] = await context.facts.query<{ level: number; customers: string }>(facts`
    WITH lines AS (
      SELECT dictGetOrDefault('profile_moved', 'profile_id', handle_id, dictGetOrDefault('profile_of', 'profile_id', handle_id, handle_id)) AS customer,
        tupleElement(item, 'category') AS category, toFloat64(tupleElement(item, 'quantity')) AS quantity, currency,
        round(toFloat64(tupleElement(item, 'price')) * toFloat64(gross - discount) / toFloat64(gross), 2) AS price
        , order_id, nth
      FROM \`order\` FINAL ARRAY JOIN items AS item, arrayEnumerate(items) AS nth
      WHERE status = 'paid' AND anonymous = 0 AND arraySum(items.discount) = 0
        AND at > parseDateTime64BestEffort(${result.asOf}, 3) - INTERVAL 365 DAY AND at < parseDateTime64BestEffort(${result.asOf}, 3)),
    placed AS (
      SELECT one.customer AS customer, one.quantity AS quantity, one.price AS price,
        sumIf(other.quantity, other.price < one.price) / sum(other.quantity)
          + sumIf(other.quantity, other.price = one.price) / sum(other.quantity) / 2 AS place
      FROM lines AS one
      JOIN lines AS other ON one.category = other.category AND one.currency = other.currency
      WHERE one.category != ''
      GROUP BY one.order_id, one.nth, customer, quantity, price HAVING count() >= 30 AND uniqExact(other.price) > 1)
    SELECT avg(level) AS level, count() AS customers
    FROM (SELECT sum(place * quantity) / sum(quantity) AS level FROM placed
      WHERE customer IN ${bound("Array(UInt64)", ids.map(Number))} GROUP BY customer HAVING count() >= 3)`);
  expect(Number(own?.customers)).toBeGreaterThan(50);
  expect(repeat?.priceLevel).toBeCloseTo(own?.level ?? -1, 6);
}, 120_000);

test("why a customer is of a kind: the nearest, by the same measures as everybody was assigned", async () => {
  const last = await lastResult(context.state);
  const all = await members();
  const found = (last?.result.personas ?? []).filter(({ kind }) => kind === "found");
  for (const { id, group } of found) {
    let spoken = 0;
    for (const one of all.filter((member) => member.found === group).slice(0, 4)) {
      const customer = showProfileId(asId<ProfileId>(Number(one.id)));
      const why = await whyPersona(context, countedRows, id, customer);
      expect([why.isOf, why.asOf, why.kinds[0]?.id]).toEqual([true, last?.result.asOf, id]);
      expect(why.kinds.length).toBe(5);
      const distances = why.kinds.map(({ distance }) => distance);
      expect(distances).toEqual(distances.toSorted((a, b) => a - b));
      spoken += why.differences.filter(({ speaks }) => speaks).length / why.differences.length / 4;
      const other = found.find((kind) => kind.id !== id)?.id ?? "";
      expect(await whyPersona(context, countedRows, other, customer)).toMatchObject({ isOf: false });
    }
    expect(spoken).toBeGreaterThan(0.6);
  }
  const once = all.find(({ shop }) => shop === "once_low");
  const customer = showProfileId(asId<ProfileId>(Number(once?.id)));
  const { did } = await whyPersona(context, countedRows, "once_low", customer);
  expect(did?.orders).toBe(1);
  expect(did?.averageOrder).toBeLessThan(last?.result.thresholds.highOrder ?? 0);
  await expect(whyPersona(context, countedRows, "k999", customer)).rejects.toMatchObject({
    code: "not_found",
  });
  await expect(whyPersona(context, countedRows, "repeat", "p_zzzz")).rejects.toMatchObject({
    code: "not_found",
  });
}, 120_000);

test("journeys are those of its customers, told without names", async () => {
  const { journeys } = await journeysOf(context, "repeat");
  expect(journeys.length).toBe(4);
  const known = await truth();
  for (const { customer, steps } of journeys) {
    expect(known.has(String(Number.parseInt(customer.slice(2), 36)))).toBe(true);
    expect(steps.map(({ at }) => at)).toEqual(steps.map(({ at }) => at).toSorted());
  }
  expect(JSON.stringify(journeys)).not.toContain("@");
});

/** What each kind of shopper is made to say, in the form in which words are compared. */
const PLANTED = {
  evening_phone: { goals: ["nane cayi", "mint tea"], pains: ["odeme", "payment"] },
  bargain_hunter: { goals: ["indirim kodu", "kampanya"], pains: ["sepette", "kod"] },
  gift_giver: { goals: ["hediye kutusu", "dogum gunu"], pains: ["hediye", "paketi"] },
  enthusiast: { goals: ["degirmen", "demleme seti"], pains: ["degirmenin", "ogutme"] },
  counter_regular: { goals: ["calisma saatleri", "taze kavrum"], pains: ["kasada", "sabahlari"] },
} as const;

test("personas say what the simulator lets their kind say, and nobody’s own words are told", async () => {
  const [known, all, last] = [await truth(), await members(), await lastResult(context.state)];
  for (const { id, group } of (last?.result.personas ?? []).filter(({ kind }) => kind === "found")) {
    const kinds = Map.groupBy(
      all.filter(({ found }) => found === group),
      (member) => known.get(member.id) ?? "",
    );
    const [kind] = [...kinds].toSorted(([, a], [, b]) => b.length - a.length)[0] ?? [];
    const details = await lastDetails(context.state, id);
    const planted = PLANTED[kind as keyof typeof PLANTED];
    for (const matter of ["goals", "pains"] as const) {
      const said = details?.matters[matter].said ?? [];
      const told = said.filter(isCharacteristic).map(({ key }) => key);
      expect([
        kind,
        matter,
        told.filter((key) => planted[matter].some((one) => one === key)).length > 0,
        told,
      ]).toEqual([kind, matter, true, told]);
      expect(Math.min(...said.map(({ customers }) => customers))).toBeGreaterThanOrEqual(5);
    }
  }
});

test("behind a word are texts of its customers, without numbers and names", async () => {
  const said = (await lastDetails(context.state, "repeat"))?.matters.pains.said ?? [];
  const word = said.find(({ key }) => key === "siparis" || key === "paket") ?? said[0];
  const { quotes } = await quotesOf(context, "repeat", { matter: "pains", key: word?.key ?? "" });
  expect(quotes.length).toBeGreaterThan(3);
  const own = new Map((await members()).map(({ id, shop }) => [id, shop]));
  for (const { customer, text } of quotes) {
    expect(own.get(String(Number.parseInt(customer.slice(2), 36)))).toBe("repeat");
    expect([...wordsOf(text).keys()]).toContain(word?.key);
    expect(text).not.toMatch(/\p{N}/u);
  }
  const unknown = quotesOf(context, "repeat", { matter: "pains", key: "never-told" });
  await expect(unknown).rejects.toMatchObject({ code: "not_found" });
});

test("an erased customer is of no persona", async () => {
  const [one] = await members();
  const handles = [asId<HandleId>(Number(one?.id))];
  expect(await personalData.export(context, { handles })).toEqual({
    personas: [{ shop: one?.shop, found: one?.found, account: null }],
  });
  await personalData.erase(context, { handles });
  expect(await personalData.export(context, { handles })).toEqual({ personas: [] });
});
