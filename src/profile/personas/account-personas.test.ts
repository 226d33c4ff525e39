/** Personas of people at accounts made by hand, held against SQL of another build. */
import { sql as pg } from "kysely";
import { beforeAll, expect, test } from "vitest";
import { testContext, type TestContext } from "../../../test/kit/context.ts";
import { insertRows, orderRow } from "../../../test/kit/orders.ts";
import { factTime } from "../../core/rows.ts";
import { sql } from "../../core/sql.ts";
import { countedRows } from "../../measure/basis/index.ts";
import type { PersonaResult } from "./contract.ts";
import { workOffPersonas } from "./jobs.ts";
import { askForRun, lastDetails, lastResult } from "./runs-store.ts";
import { readPersonaSettings, writePersonaSettings } from "./settings-store.ts";

const DAY = 86_400_000;
/** Account, title, days of use in the last month, orders, another payment; nobody is at an account without a name. */
type Person = readonly [account: string, title: string, days: number, orders?: number, pays?: string];

const KINDS: readonly Person[] = [
  // One that only looks: prospects, whatever they are.
  ["looks", "CEO", 9],
  ["looks", "", 0],
  // One whose buyer ordered.
  ["buys", "Buyer", 2, 1],
  ["buys", "Genel Müdür", 0],
  ["buys", "Analyst", 12],
  ["buys", "Analyst", 3],
  ["buys", "", 2],
  ["buys", "", 0],
  // One on a paid plan, one that pays by invoice.
  ["plan", "Engineer", 10],
  ["plan", "Engineer", 4],
  ["invoice", "", 1, 0, "Invoice Paid"],
  ["invoice", "Director", 0],
  ["", "CEO", 20],
  ["", "", 1, 2],
];
/** Enough accounts of each kind that there are enough people. */
const COPIES = 5;

let context: TestContext;
let result: PersonaResult;

function peopleOf(): { id: number; person: Person; account: string }[] {
  return Array.from({ length: COPIES }, (_, copy) =>
    KINDS.map((person, at) => ({
      id: 1 + copy * KINDS.length + at,
      person,
      account: person[0] && `${person[0]}-${copy}`,
    })),
  ).flat();
}

function event(id: number, at: number, kind: string, more: object): object {
  const time = factTime(at);
  return {
    ...{ handle_id: id, at: time, received_at: time, message_id: `${id} ${at} ${kind}`, kind, name: "" },
    ...{ source_id: 1, trust: "trusted", items: [], device: "server", ...more },
  };
}

async function insert(table: "event" | "trait", rows: readonly object[]): Promise<void> {
  const lines = Buffer.from(rows.map((row) => JSON.stringify(row)).join("\n"));
  await context.facts.insert({ table, rows: lines, token: table });
}

async function look(): Promise<PersonaResult> {
  await askForRun(context.state, "test", context.clock.now());
  await workOffPersonas(context, countedRows, new AbortController().signal);
  const last = await lastResult(context.state);
  if (!last) throw new Error("no result");
  return last.result;
}

beforeAll(async () => {
  context = await testContext();
  const now = context.clock.now();
  const people = peopleOf();
  const events = people.flatMap(({ id, account, person: [, , days, , pays] }) => [
    ...Array.from({ length: days }, (_, day) =>
      event(id, now - (day + 1) * DAY, "track", { name: "Report Opened" }),
    ),
    // Long ago, what is sent to somebody, and what is booked is no use of theirs.
    event(id, now - 90 * DAY, "track", { name: "Report Opened" }),
    ...[1, 2, 3, 4, 5].map((day) => event(id, now - day * DAY - 1, "track", { name: "Email Delivered" })),
    ...(pays === undefined ? [] : [event(id, now - 2, "track", { name: pays })]),
    ...(account === ""
      ? []
      : [
          event(id, now - 100 * DAY, "group", { account: "former" }),
          event(id, now - 50 * DAY, "group", {
            account,
            traits: JSON.stringify({ plan: account.startsWith("plan") ? "Pro" : "free" }),
          }),
        ]),
  ]);
  await insert("event", events);
  const titled = people.filter(({ person: [, title] }) => title !== "");
  await insert(
    "trait",
    titled.map(({ id, person: [, title] }) => ({
      ...{ handle_id: id, name: "title", at: factTime(now - DAY), value: JSON.stringify(title) },
      ...{ source_id: 1, trust: "trusted", message_id: `t${id}` },
    })),
  );
  const orders = people.flatMap(({ id, person: [, , , count = 0] }) =>
    Array.from({ length: count }, (_, at) => orderRow(id, now - (at + 1) * DAY, `${id}-${at}`)),
  );
  await insertRows(context.facts, "order", orders);
  result = await look();
}, 120_000);

const sizes = ({ personas }: PersonaResult) =>
  Object.fromEntries(
    personas.filter(({ kind }) => kind === "account").map(({ id, customers }) => [id, customers]),
  );

test("prospects, users, champions and decision makers are those that were made, each person one of them", () => {
  expect(sizes(result)).toEqual({
    prospect: 2 * COPIES,
    user: (3 + 1) * COPIES,
    champion: (1 + 1) * COPIES,
    decider: (2 + 2) * COPIES,
  });
  expect(result.accounts).toMatchObject({ accounts: 4 * COPIES, all: { customers: 12 * COPIES } });
});

test("they are those of SQL by hand", async () => {
  const rows = await context.facts.query<{ who: string; account: string }>(sql`
    WITH own AS (
      SELECT e.handle_id AS id, argMaxIf(account, at, account != '') AS company,
        length(groupUniqArrayIf(toDate(at), name = 'Report Opened' AND at > ${factTime(context.clock.now() - 30 * DAY)})) AS days,
        countIf(name = 'Invoice Paid') > 0 OR id IN (SELECT handle_id FROM \`order\`) AS pays,
        id IN (SELECT handle_id FROM trait WHERE match(value, 'CEO|Müdür|Director')) AS decides
      FROM event AS e GROUP BY id HAVING company != ''),
    company AS (
      SELECT company, max(pays) OR startsWith(company, 'plan') AS buys, groupArrayIf((id, days), days > 0) AS used
      FROM own GROUP BY company)
    SELECT toString(id) AS who, multiIf(NOT buys, 'prospect', pays OR decides, 'decider',
        days >= 4 AND length(used) > 1 AND days >= 2 * arrayReduce('median', arrayMap(one -> one.2, arrayFilter(one -> one.1 != id, used))),
        'champion', 'user') AS account
    FROM own JOIN company USING (company) ORDER BY id`);
  const { rows: stored } = await pg<{ id: string; account: string }>`
    SELECT profile_id::text AS id, account FROM persona_member WHERE account IS NOT NULL ORDER BY profile_id`.execute(
    context.state,
  );
  expect(stored).toEqual(rows.map(({ who, account }) => ({ id: who, account })));
});

test("who was on no screen and ordered nothing is of no persona of the shop; the six still part all others", () => {
  const shop = result.personas.filter(({ kind }) => kind === "shop");
  expect(shop.reduce((sum, { customers }) => sum + customers, 0)).toBe(result.customers);
  expect(result.customers).toBe(2 * COPIES);
});

test("a threshold moves them, and titles are the workspace’s own", async () => {
  const settings = await readPersonaSettings(context.state);
  const accounts = { ...settings.accounts, championDays: 11, decidingTitles: ["analyst"] };
  await writePersonaSettings(context.state, { ...settings, accounts });
  expect(sizes(await look())).toEqual({
    prospect: 2 * COPIES,
    user: 6 * COPIES,
    champion: 0,
    decider: (1 + 2 + 1) * COPIES,
  });
  expect(await lastDetails(context.state, "decider")).not.toBe(null);
}, 60_000);

test("where too few are at accounts, nothing is told of accounts", async () => {
  const settings = await readPersonaSettings(context.state);
  await writePersonaSettings(context.state, { ...settings, leastCustomers: 12 * COPIES + 1 });
  const again = await look();
  expect([again.accounts, sizes(again)]).toEqual([null, {}]);
}, 60_000);
