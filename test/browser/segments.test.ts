/** A segment is written as a sentence, by keyboard, in three languages; its members are those of SQL by hand. */
import { join } from "node:path";
import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sql } from "../../src/core/sql.ts";
import { openChdb } from "../../src/edges/facts/index.ts";
import { eventually } from "../kit/eventually.ts";
import { settled, watch } from "../kit/pages.ts";
import { makeSource, profileIdOf, sendBatch } from "../kit/profiles.ts";
import type { RunningServer } from "../kit/server.ts";
import { openShop, type ShopPages } from "../kit/shop-pages.ts";
import { wrongOn } from "../kit/whole-pages.ts";

const DAY = 86_400_000;

let shop: ShopPages;
let server: RunningServer;
let writeKey: string;

/** What somebody did, so many days ago. */
type Did = readonly [event: string, daysAgo: number];

const bought = (...days: number[]): Did[] => days.map((ago) => ["Order Completed", ago]);
const FITS: readonly Did[] = [
  ...bought(100, 50),
  ["Product Viewed", 3],
  ["Product Added", 60],
  ["Email Opened", 40],
];

/** Who is there, what they did, and what they said of e-mail. */
const PEOPLE: Readonly<Record<string, { did: readonly Did[]; email?: boolean }>> = {
  fits: { did: FITS, email: true },
  "fits-too": { did: [...bought(400, 300, 200), ["Product Viewed", 1]], email: true },
  "bought-once": { did: [...bought(50), ["Product Viewed", 3]], email: true },
  "not-looked": { did: [...bought(100, 50), ["Product Viewed", 9]], email: true },
  "full-cart": { did: [...FITS, ["Product Added", 2]], email: true },
  "opened-mail": { did: [...FITS, ["Email Opened", 5]], email: true },
  refused: { did: FITS, email: false },
  "never-asked": { did: FITS },
};

beforeAll(async () => {
  shop = await openShop();
  ({ server } = shop);
  ({ writeKey } = await makeSource(server, "server"));
  for (const [userId, { did, email }] of Object.entries(PEOPLE)) {
    const context = { consent: { categoryPreferences: { email } } };
    await sendBatch(server, writeKey, [
      {
        type: "identify",
        userId,
        traits: { email: `${userId}@example.com` },
        ...(email !== undefined && { context }),
      },
      ...did.map(([event, daysAgo], at) => ({
        ...{ type: "track", userId, event, timestamp: new Date(Date.now() - daysAgo * DAY).toISOString() },
        properties:
          event === "Order Completed"
            ? { order_id: `${userId}-${at}`, total: 20, currency: "EUR", products: [] }
            : {},
      })),
    ]);
  }
  await Promise.all(Object.keys(PEOPLE).map((userId) => profileIdOf(server, `user_id:${userId}`)));
}, 180_000);

afterAll(() => shop?.close());

const condition = (page: Page, n: number): Locator =>
  page.getByRole("group", { name: `Condition ${n}`, exact: true });

/** Adds a condition by keyboard alone, and waits until it has the focus. */
async function add(page: Page, kind: string, n: number): Promise<Locator> {
  await page.getByRole("button", { name: "Add a condition" }).last().focus();
  await page.keyboard.press("Enter");
  const item = page.getByRole("menuitem", { name: kind, exact: true });
  await item.waitFor();
  await item.focus();
  await page.keyboard.press("Enter");
  const added = condition(page, n);
  await added.locator(":focus").waitFor();
  return added;
}

/** Chooses in an input of a condition as the keyboard does. */
const choose = (within: Locator, label: string, value: string) =>
  within.getByRole("combobox", { name: label, exact: true }).selectOption(value);

/** An input by its name, with suggestions or without. */
const input = (within: Locator, label: string) => within.locator(`input[aria-label="${label}"]`);

const fill = (within: Locator, label: string, text: string) => input(within, label).fill(text);

/** What a screen reader says of an input that is wrong: the text that describes it. */
const said = (wrong: Locator): Promise<string> =>
  wrong.evaluate((element) => {
    const about = element.getAttribute("aria-invalid") === "true" && element.getAttribute("aria-describedby");
    return (about && document.getElementById(about.trim())?.textContent) || "";
  });

/** Picks one of a list by typing its beginning. */
async function pick(within: Locator, label: string, name: string): Promise<void> {
  const box = input(within, label);
  await box.focus();
  await box.pressSequentially(name);
  await within.page().getByRole("option", { name, exact: true }).waitFor();
  await box.press("ArrowDown");
  await box.press("Enter");
}

async function nameEvent(within: Locator, name: string): Promise<void> {
  const box = input(within, "Events");
  await box.focus();
  await box.pressSequentially(name);
  await box.press("Enter");
}

/** Writes the rule of the example: bought twice, looked, nothing in the cart, no mail opened, consents. */
async function write(page: Page): Promise<void> {
  const twice = await add(page, "Did something", 1);
  await fill(twice, "How many times", "2");
  const looked = await add(page, "Did something", 2);
  await choose(looked, "What they did", "event");
  await nameEvent(looked, "Product Viewed");
  await choose(looked, "When", "last");
  await fill(looked, "How long", "7");
  const cart = await add(page, "Did not do something", 3);
  await nameEvent(cart, "Product Added");
  await choose(cart, "When", "since_last");
  const mail = await add(page, "Did not do something", 4);
  await nameEvent(mail, "Email Opened");
  await choose(mail, "When", "last");
  await fill(mail, "How long", "30");
  const consent = await add(page, "Consent", 5);
  await fill(consent, "Category", "email");
}

const SENTENCE =
  "Customers who bought at least 2 times ever, who viewed a product in the last 7 days, who put nothing in the cart since their last order, who did not open a mail in the last 30 days and who consent to “email”.";

/** The same by hand, over what a stopped program's folder holds. */
async function membersByHand(dataDir: string): Promise<string[]> {
  const facts = await openChdb({ path: join(dataDir, "facts"), database: "tenure" });
  const rows = await facts.query<{ who: string }>(sql`
    SELECT user_id AS who FROM event
    LEFT JOIN (SELECT message_id, preferences['email'] AS says FROM consent) AS said USING (message_id)
    WHERE user_id != ''
    GROUP BY user_id
    HAVING countIf(name = 'Order Completed') >= 2
      AND countIf(name = 'Product Viewed' AND at > now() - INTERVAL 7 DAY) >= 1
      AND maxIf(at, name = 'Product Added') <= maxIf(at, name = 'Order Completed')
      AND countIf(name = 'Email Opened' AND at > now() - INTERVAL 30 DAY) = 0
      AND max(says) = 1
    ORDER BY who`);
  await facts.close();
  return rows.map(({ who }) => who);
}

let found: string[];
let address: string;

describe("a segment", () => {
  it("is written by keyboard, sentence by sentence, counted while one types, and kept", async () => {
    const page = await shop.visitor("admin");
    const wrong = watch(page);
    await page.goto("/segments");
    await page.getByRole("heading", { name: "No segments yet" }).waitFor();
    await page.getByRole("link", { name: "New segment" }).press("Enter");
    await page.getByText("Nobody is asked for yet").waitFor();
    await write(page);
    await page.getByText(SENTENCE).waitFor();
    const preview = page.locator("section", { has: page.getByRole("heading", { name: "Who that is" }) });
    await preview.getByText("Counted now").waitFor();
    expect(await preview.innerText()).toContain("2");
    await preview.getByRole("link", { name: "fits@example.com", exact: true }).waitFor();
    await page.getByRole("textbox", { name: "Name" }).fill("Loyal and quiet");
    await page.getByRole("button", { name: "Save" }).press("Enter");
    await page.getByRole("heading", { level: 1, name: /Loyal and quiet/ }).waitFor();
    address = new URL(page.url()).pathname;
    await page.getByText("2 members").first().waitFor();
    const rows = page.getByRole("table", { name: "Members of Loyal and quiet" }).getByRole("row");
    await rows.nth(2).waitFor();
    const names = await rows.getByRole("link").allInnerTexts();
    found = names.map((name) => name.replace("@example.com", "")).sort();
    expect(wrong).toEqual([]);
  }, 180_000);

  it("guards what is not saved, takes every step back, and is changed with a reason", async () => {
    const page = await shop.visitor("admin");
    await page.goto(`${address}/edit`);
    await settled(page);
    const first = condition(page, 1);
    await fill(first, "How many times", "3");
    await page.getByText("who bought at least 3 times ever").waitFor();
    await page.keyboard.press("Control+z");
    await page.getByText(SENTENCE).waitFor();
    await page.getByRole("button", { name: "Redo" }).press("Enter");
    await page.getByRole("link", { name: "Overview" }).first().click();
    const guard = page.getByRole("dialog", { name: "Leave without saving?" });
    await guard.getByRole("button", { name: "Stay here" }).press("Enter");
    await guard.waitFor({ state: "detached" });
    await first.getByRole("button", { name: "More for condition 1" }).focus();
    await page.keyboard.press("Alt+ArrowDown");
    await page
      .getByText(/^Customers who viewed a product in the last 7 days, who bought at least 3 times/)
      .waitFor();
    await page.getByRole("textbox", { name: "Why this change?" }).fill("Three is better");
    await page.getByRole("button", { name: "Save" }).press("Enter");
    await page.getByText("Three is better").waitFor();
    const versions = page.locator("section", { has: page.getByRole("heading", { name: "Versions" }) });
    expect(await versions.locator("del").innerText()).toBe("who bought at least 2 times ever");
    expect(await versions.locator("ins").innerText()).toBe("who bought at least 3 times ever");
  }, 180_000);

  it("is found among its members, written anew as another, and taken along as a file", async () => {
    const page = await shop.visitor("admin");
    await page.goto(address);
    const members = page.getByRole("table", { name: "Members of Loyal and quiet" });
    const sought = page.getByRole("textbox", { name: "Name, e-mail or number" });
    const sentence = page.getByText(/^Customers .*who bought at least 3 times ever/);
    await sought.fill("fits@example.com");
    await page.getByText("No member fits").waitFor();
    await sought.fill("fits-too");
    await members.getByRole("row").nth(1).waitFor();
    expect(await members.getByRole("link").allInnerTexts()).toEqual(["fits-too@example.com"]);
    await page.getByRole("button", { name: "More", exact: true }).click();
    const saved = page.waitForEvent("download");
    await page.getByRole("menuitem", { name: "Save the rule as a file" }).click();
    const file = await (await saved).path();
    await page.getByRole("button", { name: "More", exact: true }).click();
    await page.getByRole("menuitem", { name: "Duplicate" }).click();
    await page.waitForURL(/\/segments\/new\?from=/);
    await sentence.waitFor();
    expect(await page.getByRole("textbox", { name: "Name", exact: true }).inputValue()).toBe(
      "Loyal and quiet (copy)",
    );
    await page.goto("/segments/new");
    await page.getByText("JSON", { exact: true }).click();
    const chooser = page.waitForEvent("filechooser");
    await page.getByRole("button", { name: "Open a file" }).click();
    await (await chooser).setFiles(file);
    await sentence.waitFor();
  }, 180_000);

  it("says what is wrong where it is wrong, in the sentence and in JSON", async () => {
    const page = await shop.visitor("admin");
    await page.goto("/segments/new");
    await settled(page);
    const empty = await add(page, "Consent", 1);
    await empty.getByText("Missing", { exact: true }).waitFor();
    const did = await add(page, "Did something", 2);
    await choose(did, "When", "between");
    await input(did, "From").fill("2026-02-01");
    await input(did, "To").fill("2026-01-01");
    await did.getByText("The end is not after the beginning.").waitFor();
    expect(await said(input(did, "To"))).toContain("The end is not after the beginning.");
    expect(await input(did, "From").getAttribute("aria-invalid")).not.toBe("true");
    await page.getByRole("textbox", { name: "Name", exact: true }).fill("Not whole");
    await page.getByRole("button", { name: "Save" }).press("Enter");
    await empty.locator("input[aria-label=Category]:focus").waitFor();
    await fill(empty, "Category", "email");
    await page.getByRole("button", { name: "Save" }).press("Enter");
    await did.locator("input[aria-label=To]:focus").waitFor();
    await page.getByRole("radio", { name: "JSON" }).press("ArrowRight");
    await page.getByText("JSON", { exact: true }).click();
    const json = page.getByRole("textbox", { name: "The rule as JSON" });
    await json.fill('{\n  "all": [\n    { "did": { "what": "orders" } }\n  ]\n}');
    await page.getByText("Line 3, all.0.did.what: This is none of the choices.").waitFor();
    await json.fill('{ "all": [');
    await page.getByText("Line 1: this is no JSON.").waitFor();
    await json.fill('{ "did": { "what": "refund" } }');
    await page.getByText("Customers who got a refund.").waitFor();
    expect(await page.getByText("Missing", { exact: true }).count()).toBe(0);
  }, 120_000);

  it("tells on a customer's page why they are in it or not", async () => {
    const page = await shop.visitor("admin");
    await page.goto(`/customers/${await profileIdOf(server, "user_id:refused")}`);
    await page.locator("main").getByLabel("Why, or why not?").first().click();
    await page.getByRole("option", { name: "Loyal and quiet" }).click();
    await page.getByText("They are not in it.").waitFor();
    const line = page.getByRole("listitem").filter({ hasText: "who consent to “email”" });
    expect(await line.innerText()).toContain("Not met:");
  }, 120_000);
});

describe("a list", () => {
  it("is filled by hand, held against a segment, seen on the timeline, put aside, deleted and brought back", async () => {
    const page = await shop.visitor("admin");
    const wrong = watch(page);
    await page.goto("/segments");
    await page.getByRole("link", { name: "New list" }).click();
    await page.getByRole("textbox", { name: "Name" }).fill("Picked");
    await page.getByRole("button", { name: "Save" }).click();
    await page.getByRole("heading", { level: 1, name: /Picked/ }).waitFor();
    await page.getByRole("textbox", { name: "One a line" }).fill("fits@example.com\nnobody@example.com");
    await page.getByRole("button", { name: "Put on the list" }).click();
    await page.getByText("Put on: 1. There already: 0. Nobody’s: 1.").waitFor();
    await page.getByText("1 member", { exact: true }).first().waitFor();
    const overlap = page.locator("section", {
      has: page.getByRole("heading", { name: "Who is in others too" }),
    });
    await overlap.getByLabel("Compare with").first().click();
    await page.getByRole("option", { name: "Loyal and quiet" }).click();
    await overlap.getByRole("row").nth(1).waitFor();
    expect(await overlap.innerText()).toContain("Picked");
    await page.getByRole("link", { name: "fits@example.com" }).click();
    await page.getByText("Entered the segment Picked").waitFor();
    await page.goBack();
    await page.getByRole("button", { name: "Put aside" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByText("Nothing hangs on it.").waitFor();
    await dialog.getByRole("button", { name: "Put aside" }).click();
    await page.getByText("The segment is put aside.").waitFor();
    const remove = async () => {
      await page.getByRole("button", { name: "Delete", exact: true }).click();
      await dialog.getByRole("button", { name: "Delete", exact: true }).click();
      await page.getByRole("heading", { level: 1, name: "1 segment" }).waitFor();
    };
    await remove();
    const notice = page.getByRole("alert").filter({ hasText: "Picked is deleted." });
    await notice.getByRole("button", { name: "Undo" }).click();
    await page.getByText("Picked is back.").waitFor();
    await page.getByText("Put aside", { exact: true }).click();
    await page.getByRole("link", { name: "Picked" }).click();
    await remove();
    await page.getByText("Deleted", { exact: true }).click();
    const line = page.getByRole("row").filter({ hasText: "Picked" });
    expect(await line.innerText()).toContain("you");
    await line.getByRole("button", { name: "Bring back Picked" }).click();
    await line.waitFor({ state: "detached" });
    await page.getByText("Put aside", { exact: true }).click();
    await page.getByRole("link", { name: "Picked" }).waitFor();
    expect(wrong).toEqual([]);
  }, 180_000);
});

describe("a persona and a cell of RFM", () => {
  const thresholds = {
    ...{ recency: [30, 60, 90, 120], frequency: [2, 3, 5, 10] },
    ...{ monetary: ["10", "20", "30", "40"], oneTime: "20" },
  };

  it("are chosen by keyboard, and a persona becomes a segment by one click", async () => {
    await server.ask("PUT", "/api/v1/figures/rfm/thresholds", { thresholds });
    await server.ask("POST", "/api/v1/personas/runs");
    await eventually(async () => {
      const { body } = await server.ask<{ result: object | null }>("GET", "/api/v1/personas");
      return body.result;
    }, "personas are found");
    const page = await shop.visitor("admin");
    const wrong = watch(page);
    await page.goto("/segments/new");
    await settled(page);
    const cell = await add(page, "Figure", 1);
    await choose(cell, "Figure", "rfm_cell");
    await pick(cell, "Values", "Promising");
    const persona = await add(page, "Persona", 2);
    await pick(persona, "Persona", "Repeat buyers");
    await page
      .getByText("Customers whose RFM cell is Promising and who are of the persona “Repeat buyers”.")
      .waitFor();
    const preview = page.locator("section", { has: page.getByRole("heading", { name: "Who that is" }) });
    await preview.getByText("Counted now").waitFor();
    await preview.getByRole("link", { name: "never-asked@example.com", exact: true }).waitFor();
    expect(await preview.innerText()).toMatch(/^6\b/m);
    await page.goto("/personas/repeat");
    await page.getByRole("link", { name: "Make it a segment", exact: true }).first().press("Enter");
    await page.getByText("Customers who are of the persona “Repeat buyers”.").waitFor();
    expect(await page.getByRole("textbox", { name: "Name" }).inputValue()).toBe("Repeat buyers");
    await page.getByRole("button", { name: "Save" }).press("Enter");
    await page.getByRole("heading", { level: 1, name: /Repeat buyers/ }).waitFor();
    await page.getByText("7 members").first().waitFor();
    expect(wrong).toEqual([]);
  }, 180_000);
});

describe("a viewer", () => {
  /** What only those are offered who may write segments, or set what personas and RFM go by. */
  const NOT_THEIRS =
    /^(New |Change|Put |Take |Delete|Bring|Make it|Save|Add |Send a test|Pause|Remove|Look|Set |Own|Duplicate|Use )/;

  it("sees every page, and is offered nothing that they may not do", async () => {
    const page = await shop.visitor("viewer");
    const wrong = watch(page);
    const id = address.split("/").at(-1) ?? "";
    const paths = [
      ...["/segments", "/segments?show=archived", address, `${address}/edit`, "/segments/new"],
      ...[`/segments/compare?a=segment:${id}`, "/rfm", "/rfm/customers?r=5"],
      ...["/personas", "/personas/repeat", "/personas/repeat/customers"],
    ];
    for (const path of paths) {
      await page.goto(path);
      await settled(page);
      const main = page.locator("main");
      const offered = await main.locator("button:enabled, a[href]").allInnerTexts();
      wrong.push(...offered.filter((name) => NOT_THEIRS.test(name)).map((name) => `${path}: ${name}`));
      const files = await main.locator("a[download]").evaluateAll((links) => links.map(String));
      for (const file of files) {
        const answer = await page.request.get(file);
        if (!answer.ok()) wrong.push(`${path} offers ${file}: ${answer.status()}`);
      }
    }
    expect(wrong).toEqual([]);
  }, 180_000);
});

describe("the pages of segments", () => {
  it.each(["en", "tr", "ar"] as const)(
    "are whole in %s, dark and, in one of them, light, wide and on a phone; axe finds nothing",
    async (language) => {
      const page = await shop.visitor("admin", { language });
      const wrong = watch(page);
      const paths = ["/segments", "/segments/new", address, `${address}/edit`];
      const schemes = language === "en" ? (["light", "dark"] as const) : (["dark"] as const);
      wrong.push(...(await wrongOn(page, paths, schemes)));
      expect(wrong).toEqual([]);
    },
    240_000,
  );
});

it("its members are those of SQL by hand", async () => {
  await server.stop();
  expect(found).toEqual(await membersByHand(server.dataDir));
  expect(found).toEqual(["fits", "fits-too"]);
}, 120_000);
