/** Customers who stand in the data twice: matched, answered by keyboard alone, and set, in a real browser. */
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { QueueAnswer } from "../../src/identify/matches/contract.ts";
import type { ModelAnswer, RunsAnswer } from "../../src/identify/matches/model-contract.ts";
import { eventually } from "../kit/eventually.ts";
import { settled, untilFits, untranslated, watch } from "../kit/pages.ts";
import { eventsOf, makeSource, sendBatch } from "../kit/profiles.ts";
import type { RunningServer } from "../kit/server.ts";
import { openShop, type ShopPages } from "../kit/shop-pages.ts";
import { twinMessages } from "../kit/twins.ts";

const CUSTOMERS = 40;
const ROOT = "/api/v1/identity/matches";

let shop: ShopPages;
let server: RunningServer;

beforeAll(async () => {
  shop = await openShop();
  ({ server } = shop);
  const { writeKey } = await makeSource(server, "server");
  await sendBatch(server, writeKey, twinMessages(CUSTOMERS));
  await eventsOf(server, `user_id:till-${CUSTOMERS - 1}`, 1);
}, 240_000);

afterAll(() => shop?.close());

const visitor: ShopPages["visitor"] = (role, look) => shop.visitor(role, look);

const queue = async (): Promise<QueueAnswer> =>
  (await server.ask<QueueAnswer>("GET", `${ROOT}/queue?limit=50`)).body;
const left = ({ likely, doubtful }: QueueAnswer) => likely + doubtful;

/** How many pairs the page says are left. */
async function toGo(page: Page): Promise<number> {
  const text = await page.getByText(/ to go$/).textContent();
  return Number(/(\d+) to go/.exec(text ?? "")?.[1]);
}

/** Presses a key of the queue and waits until its answer is in. */
async function press(page: Page, key: string, until: RegExp): Promise<void> {
  await page.locator("fieldset[aria-busy=false]").waitFor();
  await page.keyboard.press(key);
  await page.getByRole("status").or(page.locator("output")).filter({ hasText: until }).first().waitFor();
}

/** Presses Tab until the focus is on something of that name. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let steps = 0; steps < 80; steps += 1) {
    await page.keyboard.press("Tab");
    const found = await page.evaluate<string>("document.activeElement?.textContent ?? ''");
    if (found.includes(name)) return;
  }
  throw new Error(`the keyboard does not come to ${name}`);
}

describe("the review queue", () => {
  it("is worked through by keyboard alone: started, answered, taken back, until nothing is left", async () => {
    const page = await visitor("admin");
    const wrong = watch(page);
    await page.goto("/matching");
    await page.getByRole("heading", { name: "Nobody has been compared yet" }).waitFor();
    await tabTo(page, "Match all customers");
    await page.keyboard.press("Enter");
    await page.getByText("One customer?").waitFor({ timeout: 120_000 });
    const before = await queue();
    const total = left(before);
    expect(total).toBeGreaterThan(20);

    await press(page, "u", /set aside/);
    await press(page, "z", /taken back/);
    await press(page, "n", /never joined/);
    await press(page, "z", /taken back/);
    expect(left(await queue())).toBe(total);
    await press(page, "n", /never joined/);
    await press(page, "u", /set aside/);
    for (let rest = await toGo(page); rest > 0;) {
      await press(page, "y", /are one customer now/);
      const before = rest;
      rest = await eventually(async () => {
        const now = await toGo(page);
        return now < before ? { now } : null;
      }, "one pair fewer is to go").then(({ now }) => now);
    }
    await page.getByRole("heading", { name: "Nothing to answer" }).waitFor();
    expect(await queue()).toMatchObject({ likely: 0, doubtful: 0, aside: 1 });
    expect(wrong).toEqual([]);
  }, 300_000);

  it("shows a viewer the pairs and takes no answer, by key or by button", async () => {
    const page = await visitor("viewer");
    await page.goto("/matching?show=aside");
    await page.getByText("One customer?").waitFor();
    await page.getByText("not answer them").waitFor();
    expect(await page.getByRole("button", { name: "One customer" }).count()).toBe(0);
    await page.keyboard.press("y");
    await page.reload();
    await page.getByText("One customer?").waitFor();
    expect((await queue()).aside).toBe(1);
  });
});

describe("the model's page", () => {
  it("previews what other settings would do, and saves them; the next run learns from the answers", async () => {
    const page = await visitor("admin");
    await page.goto("/matching/model");
    await page.getByRole("heading", { name: /From 90\s?% on/ }).waitFor();
    const upper = page.getByRole("textbox", { name: "Upper threshold (%)" });
    await upper.fill("95");
    await page.getByRole("heading", { name: /From 95\s?% on/ }).waitFor();
    await page.getByText(/0 pairs are joined at once/).waitFor();
    await page.getByRole("button", { name: "Save" }).click();
    await eventually(async () => {
      const { body } = await server.ask<ModelAnswer>("GET", `${ROOT}/model`);
      return body.settings.upper === 0.95 ? true : null;
    }, "the threshold is saved");
    await page.getByRole("button", { name: "Match all customers" }).click();
    await eventually(
      async () => {
        const { body } = await server.ask<RunsAnswer>("GET", `${ROOT}/runs`);
        return body.runs.length === 2 && body.runs[0]?.status === "done" ? true : null;
      },
      "the second run is done",
      120_000,
    );
    const { body } = await server.ask<ModelAnswer>("GET", `${ROOT}/model`);
    expect(body.model?.labels).toBeGreaterThan(20);
    await page.getByText("Load: read, fold, count").click();
    await page
      .getByText(/INSERT INTO given/)
      .first()
      .waitFor();
  }, 240_000);
});

describe("both pages", () => {
  it.each([
    ["en", 1280, "dark"],
    ["tr", 390, "light"],
    ["ar", 390, "dark"],
  ] as const)(
    "are whole in %s at %i, %s",
    async (language, width, colorScheme) => {
      const page = await visitor("admin", {
        language,
        width,
        options: { colorScheme, reducedMotion: "reduce" },
      });
      const wrong = watch(page);
      for (const address of ["/matching?show=aside", "/matching/model"]) {
        await page.goto(address);
        await settled(page);
        await page.locator("main canvas").first().waitFor();
        await untilFits(page);
        wrong.push(...(await untranslated(page)).map((key) => `${address} shows the key ${key}`));
        const { violations } = await new AxeBuilder({ page }).analyze();
        wrong.push(...violations.map(({ id, nodes }) => `${address}: ${id}: ${nodes[0]?.html ?? ""}`));
      }
      expect(wrong).toEqual([]);
    },
    120_000,
  );
});
