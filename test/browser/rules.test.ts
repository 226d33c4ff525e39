/** The rules of who is one customer: looked at, tried on the shop's own customers, applied and taken back. */
import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { settled, watch } from "../kit/pages.ts";
import { makeSource, profileIdOf, sendBatch } from "../kit/profiles.ts";
import type { RunningServer } from "../kit/server.ts";
import { openShop, type ShopPages } from "../kit/shop-pages.ts";
import { wrongOn } from "../kit/whole-pages.ts";

let shop: ShopPages;
let server: RunningServer;
let writeKey: string;

/** Somebody would like it to run. */
const HOSTILE = `<img src=x onerror="window.ran=1">`;
const PAGES = ["/settings/identity", "/identity/conflicts"];

beforeAll(async () => {
  shop = await openShop();
  ({ server } = shop);
  ({ writeKey } = await makeSource(server, "server"));
  // A shop assistant types the till's address for whoever has none.
  await track(
    { type: "identify", userId: "ann", traits: { email: "ann@example.com" } },
    { type: "identify", userId: "ann", traits: { email: "till@example.com" } },
    { type: "identify", anonymousId: "walk-in", traits: { email: "till@example.com" } },
    { type: "identify", userId: HOSTILE, traits: { email: "till@example.com" } },
  );
  await idOf("anonymous_id:walk-in");
}, 180_000);

afterAll(() => shop?.close());

const track = (...batch: object[]) => sendBatch(server, writeKey, batch);
const idOf = (identifier: string) => profileIdOf(server, identifier);

const visitor: ShopPages["visitor"] = (role, look) => shop.visitor(role, look);

/** A part of the page by its heading. */
const panel = (page: Page, heading: string | RegExp): Locator =>
  page.locator("section", { has: page.getByRole("heading", { level: 2, name: heading }) });

describe("a rule", () => {
  it("is changed: its effect on the shop's own customers is seen first, then it holds, and is taken back", async () => {
    const ann = await idOf("user_id:ann");
    expect(await idOf("anonymous_id:walk-in")).toBe(ann);
    const page = await visitor("admin");
    const wrong = watch(page);
    await page.goto("/settings");
    await page.getByRole("link", { name: "Identity rules" }).click();
    await page.getByRole("heading", { level: 1, name: "Rules of identity" }).waitFor();
    await page.getByRole("textbox", { name: "A value of your own" }).fill("till@*");
    await page.getByRole("button", { name: "Block it" }).click();
    const change = panel(page, "What would change");
    await change.getByRole("button", { name: "See what would change" }).click();
    await change.getByText(/^Blocked \(every type\): .till@\*.$/).waitFor();
    await change.getByText(/Customers that it touches: 1 now, 3 then/).waitFor();
    // Looking changed nothing, and the example leads to the customer as they are.
    expect(await idOf("anonymous_id:walk-in")).toBe(ann);
    expect(await change.getByRole("link", { name: ann }).getAttribute("href")).toBe(`/customers/${ann}`);

    await change.getByRole("textbox", { name: "Why?" }).fill("It is the till's own address");
    await change.getByRole("button", { name: "Apply" }).click();
    const history = panel(page, "Changes so far");
    await history.getByText("It is the till's own address").waitFor();
    expect(await history.innerText()).toContain("Customers that it touches: 1 now, 3 then.");
    expect(await idOf("anonymous_id:walk-in")).not.toBe(ann);

    await page.getByRole("alert").getByRole("button", { name: "Undo" }).click();
    await page.getByText("The rules are as they were before.").waitFor();
    await history.getByText(/^No longer blocked \(every type\): .till@\*.$/).waitFor();
    expect(await idOf("anonymous_id:walk-in")).toBe(ann);
    expect(wrong).toEqual([]);
  }, 120_000);

  it("of an earlier time is had back from the list of changes, foreseen too", async () => {
    const page = await visitor("admin");
    await page.goto("/settings/identity");
    await settled(page);
    const email = panel(page, "Types of identifiers").getByRole("listitem").filter({ hasText: "E-mail" });
    await email.getByRole("textbox", { name: "At most, per customer" }).fill("1");
    const change = panel(page, "What would change");
    await change.getByRole("button", { name: "See what would change" }).click();
    await change.getByText("E-mail, at most: any number → 1 ever").waitFor();
    await change.getByRole("textbox", { name: "Why?" }).fill("One address each");
    await change.getByRole("button", { name: "Apply" }).click();
    const history = panel(page, "Changes so far");
    const line = history.getByRole("listitem").filter({ hasText: "One address each" });
    await line.getByRole("button", { name: /^Go back to before the change of/ }).click();
    const dialog = page.getByRole("dialog", { name: "Go back to before this" });
    await dialog.getByText("E-mail, at most: 1 ever → any number").waitFor();
    await dialog.getByRole("textbox", { name: "Why?" }).fill("Some have two");
    await dialog.getByRole("button", { name: "Apply" }).click();
    await history.getByText("Some have two").waitFor();
    const { body } = await server.ask<{ rules: object; defaults: object }>("GET", "/api/v1/identity/rules");
    expect(body.rules).toEqual(body.defaults);
  }, 120_000);

  it("that cannot be is refused where it stands; a viewer sees rules and no buttons", async () => {
    const page = await visitor("admin");
    await page.goto("/settings/identity");
    await settled(page);
    await page.getByRole("textbox", { name: "A value of your own" }).fill("**");
    await page.getByRole("button", { name: "Block it" }).click();
    await page.getByRole("button", { name: "See what would change" }).click();
    const refusal = page.getByText("This would block every value.");
    await refusal.waitFor();
    expect(await refusal.isVisible()).toBe(true);
    const looker = await visitor("viewer");
    await looker.goto("/settings/identity");
    await settled(looker);
    const buttons = looker.locator("main").getByRole("button", { name: /See|Apply|Block|Add|Move/ });
    expect(await buttons.count()).toBe(0);
  }, 120_000);
});

describe("what the rules refused", () => {
  it("is listed with its reason, and leads to the customers", async () => {
    const page = await visitor("viewer");
    await page.goto("/identity/conflicts");
    const row = page.getByRole("row").filter({ hasText: "till@example.com" });
    await row.getByText("two user ids").waitFor();
    await row.getByRole("link", { name: "till@example.com" }).click();
    await page.waitForURL(`**/customers/${await idOf("user_id:ann")}/identity`);
    expect(await page.evaluate("window.ran")).toBeUndefined();
  }, 120_000);
});

describe("both pages", () => {
  it.each(["en", "tr", "ar"] as const)(
    "are whole in %s, light and dark, wide and on a phone; axe finds nothing",
    async (language) => {
      const page = await visitor("admin", { language });
      const wrong = watch(page);
      wrong.push(...(await wrongOn(page, PAGES)));
      expect(wrong).toEqual([]);
    },
    180_000,
  );
});
