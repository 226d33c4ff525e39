/** Why somebody is one customer, and taking it back where it was wrong: in a real browser on the real program. */
import { AxeBuilder } from "@axe-core/playwright";
import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { eventually } from "../kit/eventually.ts";
import { settled, untilFits, untranslated, watch } from "../kit/pages.ts";
import { makeSource, profile, profileIdOf, sendBatch } from "../kit/profiles.ts";
import type { RunningServer } from "../kit/server.ts";
import { openShop, type ShopPages } from "../kit/shop-pages.ts";

let shop: ShopPages;
let server: RunningServer;
let writeKey: string;

beforeAll(async () => {
  shop = await openShop();
  ({ server } = shop);
  ({ writeKey } = await makeSource(server, "server"));
}, 180_000);

afterAll(() => shop?.close());

const track = (...batch: object[]) => sendBatch(server, writeKey, batch);
const idOf = (identifier: string) => profileIdOf(server, identifier);

/** Two customers whom a shop assistant makes one by typing the wrong address; the first one's id. */
async function mixUp(one: string, other: string): Promise<string> {
  const order = { order_id: `of-${other}`, total: 20, currency: "EUR", products: [] };
  const context = { traits: { email: `${other}@example.com` } };
  await track(
    { type: "identify", userId: one, traits: { email: `${one}@example.com` } },
    { type: "identify", anonymousId: `till-${other}`, traits: { email: `${other}@example.com` } },
    { type: "track", event: "Order Completed", anonymousId: `till-${other}`, context, properties: order },
  );
  const [id, wrong] = await Promise.all([idOf(`user_id:${one}`), idOf(`email:${other}@example.com`)]);
  expect(wrong).not.toBe(id);
  await track({ type: "identify", userId: one, traits: { email: `${other}@example.com` } });
  return eventually(async () => {
    const both = await Promise.all([idOf(`user_id:${one}`), idOf(`email:${other}@example.com`)]);
    return both[0] === both[1] ? both[0] : null;
  }, "the two are mixed up");
}

const visitor: ShopPages["visitor"] = (role, look) => shop.visitor(role, look);

/** A part of the page by its heading. */
const panel = (page: Page, heading: string | RegExp): Locator =>
  page.locator("section", { has: page.getByRole("heading", { level: 2, name: heading }) });

const MERGES = "What was merged";
const DECISIONS = "What people decided";

describe("a wrong merge", () => {
  it("is found from the customer's page, foreseen, undone by keyboard, and taken back again", async () => {
    const id = await mixUp("ann", "bob");
    const page = await visitor("admin");
    const wrong = watch(page);
    await page.goto(`/customers/${id}`);
    await page.getByRole("link", { name: "Why one customer?" }).click();
    await page.getByRole("heading", { level: 1, name: "Why is this one customer?" }).waitFor();
    const merge = panel(page, MERGES).getByRole("listitem").filter({ hasText: "was merged into" });
    await merge.getByText("bob@example.com").waitFor();
    expect(await merge.innerText()).toContain("1 order");

    await merge.getByRole("button", { name: /^Undo the merge/ }).focus();
    await page.keyboard.press("Enter");
    const dialog = page.getByRole("dialog", { name: "Undo the merge" });
    const outcome = dialog.locator("ol > li");
    await dialog.getByRole("heading", { name: "2 customers will come of it" }).waitFor();
    expect(await outcome.count()).toBe(2);
    expect(await outcome.nth(0).innerText()).toContain("ann@example.com");
    expect(await outcome.nth(1).innerText()).toContain("till-bob");
    expect(await idOf("email:bob@example.com")).toBe(id);

    await page.keyboard.type("Bob paid with Ann's card");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await dialog.waitFor({ state: "detached" });
    await panel(page, DECISIONS).getByText("Bob paid with Ann's card").waitFor();
    expect(await panel(page, DECISIONS).innerText()).toContain("you");
    await page.locator("#decisions:focus").waitFor();
    await merge.getByText(/^Undone/).waitFor();
    const bob = await idOf("email:bob@example.com");
    expect(bob).not.toBe(id);
    expect(await idOf("user_id:ann")).toBe(id);

    await page
      .getByRole("link", { name: `Open ${bob}` })
      .first()
      .click();
    await page.getByRole("heading", { name: "1 order", exact: true }).waitFor();
    await page.goBack();
    await settled(page);
    await panel(page, DECISIONS)
      .getByRole("button", { name: /^Take back/ })
      .click();
    const again = page.getByRole("dialog", { name: "Take the decision back" });
    await again.getByRole("heading", { name: "1 customer will come of it" }).waitFor();
    await again.getByRole("textbox", { name: "Why?" }).fill("It was Bob after all");
    await again.getByRole("button", { name: "Take the decision back" }).click();
    await panel(page, DECISIONS)
      .getByText(/^Taken back/)
      .waitFor();
    expect(await idOf("email:bob@example.com")).toBe(id);
    expect(wrong).toEqual([]);
  }, 120_000);

  it("is undone with one click on the toast where the decision was the mistake", async () => {
    const id = await mixUp("cem", "defne");
    const page = await visitor("admin");
    await page.goto(`/customers/${id}/identity`);
    await settled(page);
    await page.getByRole("button", { name: "Split off: till-defne" }).click();
    const dialog = page.getByRole("dialog", { name: "Split the identifier off" });
    await dialog.getByRole("textbox", { name: "Why?" }).fill("The till is everybody's");
    await dialog.getByRole("button", { name: "Split the identifier off" }).click();
    const toast = page.getByRole("alert").filter({ hasText: "The identifier is split off." });
    await toast.waitFor();
    expect(await idOf("anonymous_id:till-defne")).not.toBe(id);
    await toast.getByRole("button", { name: "Undo" }).click();
    await page.getByText("Everything is as it was before.").waitFor();
    expect(await idOf("anonymous_id:till-defne")).toBe(id);
  }, 120_000);
});

describe("two customers who are one", () => {
  it("are joined by hand from the page of either, and parted by taking that link back", async () => {
    await track(
      { type: "identify", userId: "elif", traits: { email: "elif@example.com" } },
      { type: "identify", userId: "elif-2", traits: { email: "elif@example.org" } },
    );
    const [id, other] = await Promise.all([idOf("user_id:elif"), idOf("user_id:elif-2")]);
    const page = await visitor("admin");
    await page.goto(`/customers/${id}/identity`);
    await settled(page);
    await page.getByRole("button", { name: "Join with another customer" }).click();
    await page.keyboard.type("elif@example.org");
    await page.getByRole("option", { name: new RegExp(other) }).waitFor();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    const dialog = page.getByRole("dialog", { name: "Join the two customers" });
    await dialog.getByRole("heading", { name: "1 customer will come of it" }).waitFor();
    await dialog.getByRole("textbox", { name: "Why?" }).fill("She told us");
    await dialog.getByRole("button", { name: "Join the two customers" }).click();
    const link = panel(page, /holds? it together/)
      .getByRole("listitem")
      .filter({ hasText: "Joined by hand" });
    await link.getByRole("button", { name: /^Take back/ }).click();
    const back = page.getByRole("dialog", { name: "Take the decision back" });
    await back.getByRole("heading", { name: "2 customers will come of it" }).waitFor();
    await back.getByRole("textbox", { name: "Why?" }).fill("Another Elif");
    await back.getByRole("button", { name: "Take the decision back" }).click();
    await link.waitFor({ state: "detached" });
    expect(await idOf("user_id:elif-2")).toBe(other);
  }, 120_000);
});

describe("two customers who were parted", () => {
  it("stay parted where joining them is taken back on the toast", async () => {
    const id = await mixUp("kaya", "lale");
    const { body } = await server.ask<{ merges: { id: number }[] }>(
      "GET",
      `/api/v1/customers/${id}/identity`,
    );
    const reason = "Two people";
    await server.ask("POST", `/api/v1/identity/merges/${body.merges[0]?.id}/undo`, { reason });
    const lale = await idOf("email:lale@example.com");
    const page = await visitor("admin");
    await page.goto(`/customers/${id}/identity`);
    await settled(page);
    await page.getByRole("button", { name: "Join with another customer" }).click();
    await page.keyboard.type("lale@example.com");
    await page.getByRole("option", { name: new RegExp(lale) }).click();
    const dialog = page.getByRole("dialog", { name: "Join the two customers" });
    await dialog.getByRole("textbox", { name: "Why?" }).fill("One after all");
    await dialog.getByRole("button", { name: "Join the two customers" }).click();
    await panel(page, DECISIONS).getByText("One after all").first().waitFor();
    expect(await idOf("email:lale@example.com")).toBe(id);
    await page.getByRole("alert").getByRole("button", { name: "Undo" }).click();
    await page.getByText("Everything is as it was before.").waitFor();
    expect(await idOf("email:lale@example.com")).toBe(lale);
    await track({ type: "identify", userId: "kaya", traits: { email: "lale@example.com", city: "Izmir" } });
    await eventually(async () => {
      const traits = await profile<{ traits: { city?: string } }>(server, "user_id:kaya", "traits");
      return traits?.traits.city ?? null;
    }, "the event is there");
    expect(await idOf("email:lale@example.com")).toBe(lale);
  }, 120_000);
});

describe("the page of an identity", () => {
  const HOSTILE = `<img src=x onerror="window.ran=1">`;

  it("says what does not count and why, and leads to the other customer", async () => {
    await track({ type: "identify", userId: "fatma", traits: { email: "home@example.com" } });
    await idOf("user_id:fatma");
    await track({ type: "identify", userId: "gul", traits: { email: "home@example.com" } });
    const id = await idOf("user_id:fatma");
    const other = await idOf("user_id:gul");
    const page = await visitor("viewer");
    await page.goto(`/customers/${id}/identity`);
    await page.getByText(/each side has a user id of its own/).waitFor();
    expect(
      await page
        .locator("main")
        .getByRole("button", { name: /Take back|Split off|Undo|Join/ })
        .count(),
    ).toBe(0);
    await page.getByRole("link", { name: `another customer ${other}` }).click();
    await page.waitForURL(`**/customers/${other}/identity`);
    expect(await page.getByRole("heading", { level: 1 }).innerText()).toBe("Why is this one customer?");
  }, 120_000);

  it("leads by keyboard from a sign in the drawing to its line in the list", async () => {
    await track({ type: "identify", userId: "jale", traits: { email: "jale@example.com" } });
    const page = await visitor("viewer");
    await page.goto(`/customers/${await idOf("user_id:jale")}/identity`);
    await page.getByRole("img", { name: /2 identifiers/ }).focus();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Enter");
    const line = page.locator("li:focus");
    await line.waitFor();
    expect(await line.innerText()).toContain("jale@example.com");
  }, 120_000);

  it("says so where there is one identifier and nothing to explain", async () => {
    await track({ type: "identify", userId: "alone" });
    const page = await visitor("viewer");
    await page.goto(`/customers/${await idOf("user_id:alone")}/identity`);
    const empty = page.getByRole("heading", { name: "One identifier, nothing to explain" });
    await empty.waitFor();
    expect(await empty.isVisible()).toBe(true);
  }, 120_000);

  it.each(["en", "tr", "ar"] as const)(
    "is whole in %s, light and dark, wide and on a phone; axe finds nothing, no value runs",
    async (language) => {
      const id = await mixUp(`hande-${language}`, `irem-${language}`);
      await track({ type: "identify", userId: `hande-${language}`, anonymousId: HOSTILE });
      await idOf(`anonymous_id:${HOSTILE}`);
      const page = await visitor("admin", { language });
      const wrong = watch(page);
      for (const colorScheme of ["light", "dark"] as const) {
        await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
        await page.setViewportSize({ width: 1440, height: 900 });
        await page.goto(`/customers/${id}/identity`);
        await settled(page);
        await page.getByRole("img").first().focus();
        for (let step = 0; step < 5; step += 1) await page.keyboard.press("ArrowRight");
        const { violations } = await new AxeBuilder({ page }).analyze();
        wrong.push(...violations.map(({ id: rule, nodes }) => `${rule}: ${nodes[0]?.html ?? ""}`));
        await page.setViewportSize({ width: 360, height: 780 });
        await untilFits(page);
      }
      wrong.push(...(await untranslated(page)));
      expect(wrong).toEqual([]);
      expect(await page.evaluate("window.ran")).toBeUndefined();
    },
    120_000,
  );
});

describe("a browser that claims to be a customer", () => {
  it("is shown as a claim, then as confirmed, with the event that confirmed it", async () => {
    const source = await server.ask<{ writeKey: string }>("POST", "/api/v1/sources", {
      ...{ name: "Web shop", kind: "browser" },
    });
    const claim = { type: "identify", userId: "meltem", anonymousId: "phone-of-meltem" };
    const body = JSON.stringify({ writeKey: source.body.writeKey, batch: [claim] });
    const headers = { "content-type": "application/json" };
    await track({ type: "identify", userId: "meltem", traits: { email: "meltem@example.com" } });
    await fetch(`${server.url}/v1/batch`, { method: "POST", headers, body });
    await idOf("anonymous_id:phone-of-meltem");
    const page = await visitor("viewer");
    await page.goto(`/customers/${await idOf("user_id:meltem")}/identity`);
    await page.getByText("A claim, believed until a trusted source says otherwise").waitFor();
    await track(claim);
    await page.reload();
    const confirmed = page.locator("[data-claim=confirmed]");
    await eventually(async () => {
      if (await confirmed.count()) return true;
      await page.reload();
      await settled(page);
      return null;
    }, "the claim is confirmed");
    expect(await confirmed.innerText()).toMatch(
      /^A claim, confirmed: Together in one event · [^·]+ · [^·]+ · event/,
    );
  }, 120_000);
});

describe("the page of how well it is known who is who", () => {
  it("leads from a figure to its customers, and from there to why each is one", async () => {
    const page = await visitor("viewer");
    const wrong = watch(page);
    await page.goto("/overview");
    await page.getByRole("link", { name: "Identity", exact: true }).click();
    await page.getByText("Known visitors", { exact: true }).waitFor();
    await page.getByRole("button", { name: "What does “Conflicts” mean?" }).click();
    await page.getByText("Links first seen in the period that do not count").waitFor();
    await page.keyboard.press("Escape");
    await page.goto("/identity/behind?set=known");
    const first = page.getByRole("row").nth(1).getByRole("link");
    const name = await first.innerText();
    await first.click();
    await page.waitForURL("**/customers/*/identity");
    await page.locator("main").getByText(name).first().waitFor();
    expect(wrong).toEqual([]);
  }, 120_000);
});
