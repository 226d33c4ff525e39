/** Figures are held to a segment by keyboard, stay so from page to page, and open into its members. */
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { eventually } from "../kit/eventually.ts";
import { settled, watch } from "../kit/pages.ts";
import { makeSource, profileIdOf, sendBatch } from "../kit/profiles.ts";
import { openShop, type ShopPages } from "../kit/shop-pages.ts";
import { wrongOn } from "../kit/whole-pages.ts";

const DAY = 86_400_000;
/** So many customers; every third is a member of the segment. */
const CUSTOMERS = 36;
const SOON = { timeout: 30_000 };

let shop: ShopPages;
let segment: number;

beforeAll(async () => {
  shop = await openShop();
  const { server } = shop;
  const { writeKey } = await makeSource(server, "server");
  const people = Array.from({ length: CUSTOMERS }, (_, at) => ({
    userId: `c${at}`,
    city: at % 3 === 0 ? "Van" : "Bursa",
  }));
  await sendBatch(
    server,
    writeKey,
    people.flatMap(({ userId, city }, at) => [
      { type: "identify", userId, traits: { email: `${userId}@example.com`, city } },
      ...[200, 100, 5].slice(0, 1 + (at % 3)).map((ago) => ({
        ...{ type: "track", userId, event: "Order Completed" },
        timestamp: new Date(Date.now() - ago * DAY).toISOString(),
        properties: { order_id: `${userId}-${ago}`, total: 20 + at, currency: "EUR", products: [] },
      })),
    ]),
  );
  await Promise.all(people.map(({ userId }) => profileIdOf(server, `user_id:${userId}`)));
  const body = { name: "From Van", rule: { trait: "city", is: { any_of: ["Van"] } } };
  const made = await server.ask<{ id: number }>("POST", "/api/v1/segments", body);
  segment = made.body.id;
  await eventually(async () => {
    const { body } = await server.ask<{ members: number }>("GET", `/api/v1/segments/${segment}`);
    return body.members === CUSTOMERS / 3 || null;
  }, "the members are found");
}, 180_000);

afterAll(() => shop?.close());

/** The addresses of who is from Van. */
const members = (): string[] =>
  Array.from({ length: CUSTOMERS / 3 }, (_, at) => `c${3 * at}@example.com`).toSorted();

/** Chooses the segment by typing the beginning of its name. */
async function chooseByKeyboard(page: Page, label: string): Promise<void> {
  const choice = page.getByRole("combobox", { name: label });
  await choice.focus();
  await choice.pressSequentially("From");
  await page.getByRole("option", { name: "From Van" }).waitFor();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
}

/** The addresses of the customers in the table. */
const listed = async (page: Page): Promise<string[]> => {
  const links = page.getByRole("table").getByRole("link", { name: /@example\.com/ });
  return (await links.allInnerTexts()).toSorted();
};

describe("figures of a segment", () => {
  it("are chosen by keyboard, stay chosen on the next page, and open into just its customers", async () => {
    const page = await shop.visitor("admin");
    const wrong = watch(page);
    await page.goto("/rfm");
    await settled(page);
    await chooseByKeyboard(page, "Only members of");
    await page.getByText(/Only members of .?From Van.? count here.*: 12\./).waitFor();
    expect(new URL(page.url()).searchParams.get("who")).toBe(`segment:${segment}`);
    await page.getByRole("link", { name: "Retention" }).first().press("Enter");
    await page.getByRole("heading", { level: 1 }).filter({ hasText: "etention" }).waitFor();
    await page.getByText(/Only members of .?From Van.? count here/).waitFor();
    expect(new URL(page.url()).searchParams.get("who")).toBe(`segment:${segment}`);
    await page.goto(`/behind?set=customers&who=segment:${segment}`);
    await page
      .getByText(/^12 /)
      .or(page.getByRole("heading", { level: 1, name: /12/ }))
      .first()
      .waitFor();
    // The heading knows how many they are before the table shows them.
    await expect.poll(() => listed(page), SOON).toEqual(members());
    expect(wrong).toEqual([]);
  }, 180_000);

  it("and the breakdown by segment look right in dark and on a phone", async () => {
    const page = await shop.visitor("admin");
    const who = `who=segment:${segment}`;
    expect(await wrongOn(page, [`/retention?${who}&by=segment`, `/overview?${who}`])).toEqual([]);
  }, 180_000);
});

describe("two sets", () => {
  it("are compared anew where the server was started again meanwhile, and the page says so", async () => {
    const page = await shop.visitor("admin");
    // What a server says that is at work, what the network says while none is there, and one that forgot.
    const working = (share: number) => JSON.stringify({ share, comparison: null });
    const answers = [working(0.6), null, null, null, working(0.1), working(0.2)];
    await page.route("**/api/v1/compare?*", async (route) => {
      const body = answers.shift();
      if (body === null) return route.abort("connectionrefused");
      return body === undefined ? route.continue() : route.fulfill({ contentType: "application/json", body });
    });
    await page.goto(`/segments/compare?a=segment:${segment}`);
    await page.getByText("This goes on by itself as soon as the server answers.").waitFor();
    await page.getByText("It begins anew, since the server was started again meanwhile …").waitFor();
    await page.getByRole("heading", { level: 1, name: /From Van.* against .*Everybody else/ }).waitFor();
    expect(answers).toEqual([]);
  }, 120_000);

  it("are chosen by keyboard and held against each other, each line open to its customers", async () => {
    const page = await shop.visitor("admin");
    const wrong = watch(page);
    await page.goto("/segments/compare");
    await page.getByText("Choose whom to compare").first().waitFor();
    await chooseByKeyboard(page, "These customers");
    await page.getByRole("heading", { level: 1, name: /From Van.* against .*Everybody else/ }).waitFor();
    const rows = page.getByRole("table", { name: "Compare" }).getByRole("row");
    const city = rows.filter({ hasText: /city.*Van/ });
    await city.getByRole("link", { name: "100.0%" }).press("Enter");
    await page.getByRole("heading", { level: 1, name: /city.*Van.*·.*From Van/ }).waitFor();
    // The heading knows how many they are before the table shows them.
    await expect.poll(() => listed(page), SOON).toEqual(members());
    expect(wrong).toEqual([]);
    const compare = `/segments/compare?a=segment:${segment}`;
    expect(await wrongOn(page, [compare, `${compare}&b=others&area=trait`])).toEqual([]);
  }, 180_000);
});
