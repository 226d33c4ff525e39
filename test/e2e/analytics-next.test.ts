/** Segment's own SDK for browsers, unmodified, in a real browser, from another site. */
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openBrowser, pageWithSnippet, serveShop } from "../kit/browser.ts";
import { testFolder } from "../kit/context.ts";
import { eventsOf, makeSource, profile } from "../kit/profiles.ts";
import { startServer, type RunningServer } from "../kit/server.ts";

/** What the pages' scripts call; the SDK's methods answer with promises once it is loaded. */
type Sdk = Record<
  "track" | "identify" | "page" | "group" | "alias",
  (...args: unknown[]) => Promise<unknown>
> & {
  ready(call: () => void): void;
  user(): { anonymousId(): string };
};
declare const window: { analytics: Sdk };

let server: RunningServer;
let browser: Browser;
let shop: { url: string; close(): Promise<void> };

beforeAll(async () => {
  server = await startServer(await testFolder());
  const { writeKey } = await makeSource(server, "browser");
  shop = await serveShop(pageWithSnippet(server.url, writeKey));
  browser = await openBrowser();
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await shop?.close();
  await server?.stop();
});

/** A visitor with an empty browser; the SDK's anonymous id. `elsewhere` collects what went to other hosts. */
async function visit(
  options: object = {},
): Promise<{ page: Page; anonymousId: string; elsewhere: string[] }> {
  const context = await browser.newContext();
  const page = await context.newPage();
  const elsewhere: string[] = [];
  page.on("request", (request) => {
    if (!request.url().startsWith(server.url) && !request.url().startsWith(shop.url)) {
      elsewhere.push(request.url());
    }
  });
  await page.goto(`${shop.url}#${encodeURIComponent(JSON.stringify(options))}`);
  const anonymousId = await page.evaluate(
    () =>
      new Promise<string>((tell) =>
        window.analytics.ready(() => tell(window.analytics.user().anonymousId())),
      ),
  );
  return { page, anonymousId, elsewhere };
}

/** Calls everything that the SDK has, once, as `userId`; resolves when the SDK has handed it over. */
async function callAll(page: Page, userId: string): Promise<void> {
  await page.evaluate(async (user) => {
    const { analytics } = window;
    await analytics.track("Product Viewed", { product_id: "p1" });
    await analytics.identify(user, { email: `${user}@example.com` });
    await analytics.page("Cart");
    await analytics.group("acme", { name: "Acme" });
    await analytics.track("Order Completed", { order_id: user, total: 10, currency: "EUR" });
    await analytics.alias(`${user}-new`);
  }, userId);
}

const CALLS = ["alias", "group", "identify", "page", "page", "track", "track"];

describe("@segment/analytics-next in a browser", () => {
  it("delivers each call once, to here only, and anonymous history joins the profile after identify", async () => {
    const { page, anonymousId, elsewhere } = await visit();
    await callAll(page, "web-1");
    const events = await eventsOf(server, `anonymous_id:${anonymousId}`, CALLS.length);
    expect(events.map((event) => event.type).toSorted()).toEqual(CALLS);
    expect(await eventsOf(server, "user_id:web-1", CALLS.length)).toHaveLength(CALLS.length);
    const ids = await profile<{ data: { type: string }[] }>(server, "user_id:web-1", "external_ids");
    expect(ids?.data.map((id) => id.type)).toContain("anonymous_id");
    expect(elsewhere).toEqual([]);
  });

  it("delivers each call once when it batches", async () => {
    const batching = { strategy: "batching", config: { size: 3, timeout: 500 } };
    const { page, anonymousId } = await visit({
      integrations: { "Segment.io": { deliveryStrategy: batching } },
    });
    await callAll(page, "web-2");
    const events = await eventsOf(server, `anonymous_id:${anonymousId}`, CALLS.length);
    expect(events.map((event) => event.type).toSorted()).toEqual(CALLS);
  });

  it("keeps two visitors apart", async () => {
    const [first, second] = [await visit(), await visit()];
    expect(first.anonymousId).not.toBe(second.anonymousId);
    const events = await eventsOf(server, `anonymous_id:${second.anonymousId}`, 1);
    expect(events).toHaveLength(1);
  });
});
