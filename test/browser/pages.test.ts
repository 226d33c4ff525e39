/** What every page promises: axe finds nothing, nothing scrolls sideways, every text is translated, no error. */
import { AxeBuilder } from "@axe-core/playwright";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { eventually } from "../kit/eventually.ts";
import { openPage, settled, untilFits, untranslated, watch } from "../kit/pages.ts";
import { makeSource } from "../kit/profiles.ts";
import type { RunningServer } from "../kit/server.ts";
import { openShop, type ShopPages } from "../kit/shop-pages.ts";

const IMG = `<img src=x onerror="window.ran=1">`;
const SCRIPT_URL = "javascript:window.ran=1";

let shop: ShopPages;
let server: RunningServer;
let browser: Browser;
/** The addresses of all pages behind the door. */
let pages: string[];
let hostile: { customer: string; source: number };

beforeAll(async () => {
  shop = await openShop();
  ({ server, browser } = shop);
  await server.ask("POST", "/api/v1/demo", { customers: 200, seed: 1 });
  hostile = await bringHostile();
  await eventually(async () => {
    const { body } = await server.ask<{ state: string }>("GET", "/api/v1/demo");
    return body.state === "loaded" ? true : null;
  }, "the demo shop is loaded");
  await server.ask("POST", "/api/v1/personas/runs");
  await eventually(async () => {
    const { body } = await server.ask<{ result: object | null }>("GET", "/api/v1/personas");
    return body.result;
  }, "personas are found");
  pages = [
    ...["overview", "retention", "cohorts", "slipping", "customers", "sources", "imports", "identity"].map(
      (name) => `/${name}`,
    ),
    ...["", "/identity", "/account", "/people", "/tokens"].map((name) => `/settings${name}`),
    "/segments",
    "/segments/new",
    "/identity/conflicts",
    ...["", "/repeat", "/repeat/customers"].map((one) => `/personas${one}`),
    "/matching",
    "/matching/model",
    "/welcome",
    "/behind?set=customers",
    "/rfm",
    "/rfm/customers?moved=down&back=year",
    "/identity/behind?set=known",
    `/customers/${hostile.customer}`,
    `/customers/${hostile.customer}/identity`,
    `/sources/${hostile.source}`,
    `/sources/${hostile.source}?tab=rejected`,
  ];
}, 180_000);

afterAll(() => shop?.close());

type Found = { rows: { id: string }[] };

/** A customer, an order and a page view whose every text wants to run; and an event that is refused. */
async function bringHostile(): Promise<{ customer: string; source: number }> {
  const { id, writeKey } = await makeSource(server, "server");
  await server.ask("PATCH", `/api/v1/sources/${id}`, { name: IMG });
  const userId = "hostile";
  const products = [{ product_id: SCRIPT_URL, name: IMG, quantity: 1, price: 5 }];
  const order = { order_id: IMG, total: 5, currency: "EUR", products };
  const batch = [
    { type: "identify", userId, traits: { name: IMG, email: "hostile@example.com", website: SCRIPT_URL } },
    { type: "page", userId, name: IMG, properties: { url: SCRIPT_URL, title: IMG } },
    { type: "track", userId, event: IMG, properties: { [IMG]: IMG } },
    { type: "track", userId, event: "Order Completed", properties: order },
    { type: "track", event: IMG },
  ];
  const body = JSON.stringify({ writeKey, batch });
  await fetch(`${server.url}/v1/batch`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body,
  });
  const customer = await eventually(async () => {
    const { body: found } = await server.ask<Found>("GET", "/api/v1/customers?q=hostile@example.com");
    return found.rows[0]?.id ?? null;
  }, "the hostile customer is there");
  return { customer, source: id };
}

const visitor: ShopPages["visitor"] = (role, look) => shop.visitor(role, look);

async function axe(page: Page, address: string): Promise<string[]> {
  // Colours on their way from one theme to the other are nobody's to judge.
  await page.evaluate(`new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))
    .then(() => Promise.allSettled(document.getAnimations().map((animation) => animation.finished)))
    .then(() => undefined)`);
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.map(
    ({ id, nodes }) => `${address}: ${id}: ${nodes[0]?.html ?? ""} ${nodes[0]?.failureSummary ?? ""}`,
  );
}

describe("every page", () => {
  it.each(["en", "tr", "ar"] as const)(
    "is whole in %s: every text translated, no error, nothing scrolls sideways from 1440 down to 360",
    async (language) => {
      const page = await visitor("admin", { language });
      const wrong = watch(page);
      for (const address of pages) {
        await page.setViewportSize({ width: 1440, height: 900 });
        await page.goto(address);
        await settled(page);
        await untilFits(page);
        await page.setViewportSize({ width: 360, height: 780 });
        await untilFits(page);
        wrong.push(...(await untranslated(page)).map((key) => `${address} shows the key ${key}`));
      }
      expect(wrong).toEqual([]);
      const direction = await page.locator("html").getAttribute("dir");
      expect(direction).toBe(language === "ar" ? "rtl" : "ltr");
    },
    400_000,
  );

  it("has nothing that axe finds, light and dark", async () => {
    const page = await visitor("admin");
    const found: string[] = [];
    for (const address of pages) {
      await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
      await page.goto(address);
      await settled(page);
      found.push(...(await axe(page, `${address} light`)));
      await page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
      await page.locator("html[data-mantine-color-scheme=dark]").waitFor();
      found.push(...(await axe(page, `${address} dark`)));
    }
    expect(found).toEqual([]);
  }, 400_000);

  it("has nothing that axe finds on a phone in Arabic", async () => {
    const page = await visitor("admin", { language: "ar", width: 360 });
    const found: string[] = [];
    for (const address of [
      "/overview",
      "/customers",
      "/slipping",
      "/rfm",
      `/customers/${hostile.customer}`,
    ]) {
      await page.goto(address);
      await settled(page);
      found.push(...(await axe(page, address)));
    }
    expect(found).toEqual([]);
  }, 400_000);
});

describe("before the door", () => {
  it.each(["en", "ar"] as const)(
    "the pages are whole in %s, and axe finds nothing",
    async (language) => {
      const page = await openPage(browser, server, { language, width: 360 });
      const wrong = watch(page);
      for (const address of ["/sign-in", "/setup", "/join"]) {
        await page.goto(address);
        await settled(page);
        await untilFits(page);
        wrong.push(...(await untranslated(page)), ...(await axe(page, address)));
      }
      expect(wrong).toEqual([]);
    },
    200_000,
  );
});

describe("by keyboard", () => {
  it("Ctrl K finds a customer as one types and opens their story", async () => {
    const page = await visitor("admin");
    await page.goto("/overview");
    await settled(page);
    await page.keyboard.press("Control+k");
    // What is typed before the field has the focus, as on a machine that has much to do, goes nowhere.
    await page.locator("input:focus").waitFor();
    await page.keyboard.type("hostile@exam");
    await page.getByRole("button", { name: /hostile@example\.com/ }).waitFor();
    await page.keyboard.press("Enter");
    await page.waitForURL(`**/customers/${hostile.customer}`);
    const name = page.getByRole("heading", { level: 1, name: IMG });
    await name.waitFor();
    expect(await name.count()).toBe(1);
  });

  it("a table is walked with the arrows, and Enter opens the row", async () => {
    const page = await visitor("admin");
    await page.goto("/customers");
    await settled(page);
    const rows = page.locator("tr[data-index]");
    await rows.first().focus();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowUp");
    expect(await page.evaluate("document.activeElement.getAttribute('data-index')")).toBe("1");
    await page.keyboard.press("Enter");
    await page.waitForURL("**/customers/p_*");
  });

  it("the search box of the customers finds as one types, loses no letter, and keeps it in the address", async () => {
    const page = await visitor("admin");
    await page.goto("/customers");
    await settled(page);
    const box = page.getByRole("textbox", { name: "Name, e-mail or any identifier" });
    await box.pressSequentially("hostile@example.com");
    await page.locator("output", { hasText: "1 row" }).waitFor();
    expect(await box.inputValue()).toBe("hostile@example.com");
    expect(page.url()).toContain("find=hostile");
  });
});

describe("a viewer", () => {
  it("sees no way to change anything but themselves", async () => {
    const page = await visitor("viewer");
    const writes =
      /^(?:Add|Remove|Save|Invite|Undo|Run again|Rename|New key|Disable|Use|Choose a file|Let the data|Set by hand|Bring back|Take|Split|Join with)/;
    for (const address of pages.filter((name) => !/people|tokens|account/.test(name))) {
      await page.goto(address);
      await settled(page);
      const names = await page.locator("main button:visible").allInnerTexts();
      expect(names.filter((name) => writes.test(name.trim())).map((name) => `${address}: ${name}`)).toEqual(
        [],
      );
    }
    expect(await page.getByText("Drop a file here").count()).toBe(0);
  }, 200_000);
});

describe("a hostile name", () => {
  it("runs nothing and links nowhere, on every page that shows it", async () => {
    const page = await visitor("admin");
    const wrong = watch(page);
    for (const address of pages) {
      await page.goto(address);
      await settled(page);
      expect(await page.evaluate("window.ran"), address).toBeUndefined();
      expect(await page.locator("img[src=x], a[href^='javascript:']").count(), address).toBe(0);
    }
    await page.goto(`/customers/${hostile.customer}`);
    await page.getByRole("heading", { level: 1, name: IMG }).waitFor();
    expect(wrong).toEqual([]);
  }, 200_000);
});

describe("personas", () => {
  const FROM_ORDERS = "Somebody buys again from … orders on";

  it("part where an admin sets them, by keyboard, and are looked for again at once", async () => {
    const page = await visitor("admin", { width: 390 });
    const wrong = watch(page);
    await page.goto("/personas");
    await settled(page);
    const from = page.getByRole("textbox", { name: FROM_ORDERS });
    const save = page.getByRole("button", { name: "Save and look again" });
    expect(await save.isDisabled()).toBe(true);
    await from.focus();
    await page.keyboard.press("ArrowUp");
    expect(await from.inputValue()).toBe("3");
    await page.keyboard.press("Enter");
    await page.getByText("Ordered 3 times or more", { exact: true }).waitFor();
    const { body } = await server.ask<{ result: { thresholds: object } }>("GET", "/api/v1/personas");
    expect(body.result.thresholds).toMatchObject({ repeatOrders: 3, bouncePages: 1 });
    await untilFits(page);
    expect(wrong).toEqual([]);
    const looker = await visitor("viewer");
    await looker.goto("/personas");
    await settled(looker);
    expect(await looker.getByRole("textbox", { name: FROM_ORDERS }).isDisabled()).toBe(true);
  }, 200_000);
});

describe("on a phone", () => {
  it("the lines of a customer's timeline have the width of the page", async () => {
    const page = await visitor("viewer", { width: 390 });
    await page.goto(`/customers/${hostile.customer}`);
    await settled(page);
    const line = page.locator("li > bdi").first();
    await line.waitFor();
    expect((await line.locator("..").boundingBox())?.height).toBeLessThan(120);
  });
});
