/**
 * docs/segments.md tells no lies: each of its rules, as a kept segment of a small shop, holds the
 * customers whom the SQL beside it finds, and reads as the sentence that stands there.
 */
import { readFile } from "node:fs/promises";
import i18next, { type TFunction } from "i18next";
import { beforeAll, describe, expect, it } from "vitest";
import type { TrackedEvent } from "../../src/core/event.ts";
import type { JsonObject } from "../../src/core/json.ts";
import { raw } from "../../src/core/sql.ts";
import { ruleSchema, type Rule } from "../../src/profile/conditions/index.ts";
import { shownSql } from "../../src/profile/segments/shown-queries.ts";
import { profilesAfter } from "../../src/profile/segments/touched-store.ts";
import { sayRule } from "../../src/ui/conditions/say-rule.ts";
import { formatFor } from "../../src/ui/format/format.ts";
import { locale } from "../../src/ui/locales/en/index.ts";
import { Segments } from "../kit/segments.ts";

const NOW = Date.UTC(2026, 0, 31, 12);
const HOUR = 3_600_000;
const KEPT: Readonly<Record<string, Rule>> = {
  Regulars: { did: { what: "order" }, within: { last: { days: 20 } } },
  Readers: { did: { what: "event", names: ["Email Opened"] }, within: { last: { days: 30 } } },
};

type Told = Partial<TrackedEvent>;

function did(userId: string, name: string, daysAgo: number, properties: JsonObject = {}): Told {
  return { userId, name, at: NOW - daysAgo * 24 * HOUR, properties };
}

let orders = 0;
function bought(userId: string, daysAgo: number, total: number, product: string, category: string): Told {
  orders += 1;
  const products = [{ product_id: product, category, price: total, quantity: 1 }];
  const order = { order_id: `o${orders}`, total, revenue: total, currency: "EUR", products };
  return did(userId, "Order Completed", daysAgo, order);
}

const viewed = (userId: string, daysAgo: number, category: string) =>
  did(userId, "Product Viewed", daysAgo, { product_id: `a ${category}`, category });
const answered = (userId: string, daysAgo: number, survey: string, score: number) =>
  did(userId, "Survey Answered", daysAgo, { survey, score });
const born = (userId: string, birthday: string): Told => ({
  ...did(userId, "", 28),
  kind: "identify",
  traits: { birthday },
});
const told = (userId: string, groupId: string, plan: string, daysAgo: number): Told => ({
  ...did(userId, "", daysAgo),
  ...{ kind: "group", groupId, traits: { plan } },
});

/** What happened until 5 January, when the first two segments are made. */
const BEFORE: readonly Told[] = [
  ...[bought("ann", 40, 80, "starter-kit", "Kits"), bought("bob", 35, 30, "boots", "Shoes")],
  ...[bought("dua", 30, 20, "hat", "Hats"), bought("eve", 29, 95, "coat", "Coats")],
  ...[did("ann", "Email Opened", 28), did("eve", "Loyalty Joined", 30), did("bob", "Loyalty Joined", 34)],
  ...[did("fay", "Signed Up", 40), did("gus", "Signed Up", 30), did("hal", "Signed Up", 29)],
  ...[answered("gus", 30, "NPS", 9), answered("ann", 30, "NPS", 3)],
  ...[
    born("ann", "1990-02-03"),
    born("bob", "1985-06-10"),
    born("fay", "1999-02-01"),
    born("dua", "1970-01-31"),
  ],
  told("ann", "acme", "enterprise", 29),
  { ...did("gus", "Report Exported", 28), groupId: "acme" },
];
/** What happened after that. */
const SINCE: readonly Told[] = [
  ...[bought("dua", 10, 45, "starter-kit", "Kits"), bought("hal", 12, 25, "starter-kit", "Kits")],
  ...[bought("gus", 9, 15, "socks", "Shoes"), bought("bob", 8, 20, "laces", "Shoes")],
  ...[did("ann", "Email Opened", 3), did("eve", "Email Opened", 25), did("dua", "Email Opened", 2)],
  ...[did("ann", "Product Added", 2.5), did("ann", "Checkout Started", 2.45)],
  ...[did("bob", "Product Added", 8.2), did("bob", "Checkout Started", 8.15)],
  ...[did("cem", "Product Added", 5), did("cem", "Checkout Started", 4.5)],
  ...[did("dua", "Product Added", 0.4), did("dua", "Checkout Started", 0.38)],
  ...[
    viewed("cem", 9, "Shoes"),
    viewed("cem", 7, "shoes"),
    viewed("cem", 1, "Shoes"),
    viewed("cem", 1, "Hats"),
  ],
  ...[
    viewed("bob", 9, "Shoes"),
    viewed("bob", 7, "Shoes"),
    viewed("bob", 6, "Shoes"),
    viewed("eve", 6, "Shoes"),
  ],
  ...[answered("gus", 2, "nps", 4), answered("ann", 2, "NPS", 8), answered("eve", 2, "taste", 1)],
  { ...did("gus", "Report Exported", 3), groupId: "acme" },
  { ...did("hal", "Report Exported", 2), groupId: "beta" },
  told("hal", "beta", "free", 2),
  // Somebody on another device, joined by signing in.
  { ...viewed("eve", 4, "Shoes"), userId: null, anonymousId: "tablet" },
  { ...viewed("eve", 3, "Shoes"), anonymousId: "tablet" },
];

type Section = { title: string; sentence: string; rule: Rule; sql: string };

let shop: Segments;
let preamble = "";
let sections: Section[] = [];

const block = (text: string, kind: string) =>
  new RegExp(`^\`\`\`${kind}\n(.*?)^\`\`\``, "ms").exec(text)?.[1] ?? "";

async function readDocs(): Promise<void> {
  const text = await readFile(new URL("../../docs/segments.md", import.meta.url), "utf8");
  const [opening = "", ...rest] = text.split(/^## /m);
  preamble = block(opening, "sql");
  sections = rest
    .filter((section) => section.includes("```json"))
    .map((section) => ({
      title: section.split("\n", 1)[0] ?? "",
      sentence: /^> (.*)$/m.exec(section)?.[1] ?? "",
      rule: ruleSchema.parse(JSON.parse(block(section, "json"))),
      sql: block(section, "sql"),
    }));
}

beforeAll(async () => {
  await readDocs();
  shop = await Segments.open();
  const { state, clock } = shop.world;
  await state.updateTable("workspace").set({ currency: "EUR" }).execute();
  clock.set(Date.UTC(2026, 0, 5, 12));
  await shop.send(...BEFORE);
  for (const [name, rule] of Object.entries(KEPT)) await shop.make(name, rule);
  await shop.work();
  clock.set(NOW);
  await shop.send(...SINCE);
  await shop.work();
});

async function says(): Promise<(rule: Rule) => string> {
  const instance = i18next.createInstance();
  await instance.init({
    lng: "en",
    resources: { en: { translation: locale } },
    interpolation: { escapeValue: false },
  });
  const format = formatFor({ tag: "en-GB", timeZone: "UTC", currency: "EUR" });
  const nameOf = (_: string, id: number | string) => Object.keys(KEPT)[Number(id) - 1] ?? "";
  return (rule) => sayRule({ t: instance.t as TFunction, format, nameOf }, rule);
}

async function customersOf(sql: string): Promise<number[]> {
  const rows = await shop.world.facts.query<Record<string, string>>(raw(sql));
  return rows.map((row) => Number(Object.values(row)[0])).toSorted((one, other) => one - other);
}

describe("the segments of the documentation", () => {
  it("are twelve, each with its sentence", async () => {
    const say = await says();
    expect(sections).toHaveLength(12);
    expect(sections.map(({ sentence }) => sentence)).toEqual(sections.map(({ rule }) => say(rule)));
  });

  it("hold whom their SQL finds, and so does the SQL that is shown of them", async () => {
    const customers = (await profilesAfter(shop.world.state, 0, 1000)).length;
    for (const { title, rule, sql } of sections) {
      /* oxlint-disable no-await-in-loop -- one after the other */
      const id = await shop.make(title, rule);
      await shop.work();
      const members = (await shop.kept())
        .filter((member) => member.endsWith(` ${id}`))
        .map((member) => Number(member.split(" ")[0]))
        .toSorted((one, other) => one - other);
      expect({ title, found: await customersOf(preamble + sql) }).toEqual({ title, found: members });
      expect({ title, found: await customersOf((await shownSql(shop.world, id)).sql) }).toEqual({
        title,
        found: members,
      });
      expect({ title, isTrivial: members.length === 0 || members.length >= customers }).toEqual({
        title,
        isTrivial: false,
      });
      /* oxlint-enable no-await-in-loop */
    }
  });
});
