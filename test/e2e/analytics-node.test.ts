/** Segment's own SDK for servers, unmodified, against the running program. */
import { Analytics } from "@segment/analytics-node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { testFolder } from "../kit/context.ts";
import { eventsOf, makeSource, profile } from "../kit/profiles.ts";
import { startServer, type RunningServer } from "../kit/server.ts";

let server: RunningServer;
let writeKey: string;

beforeAll(async () => {
  server = await startServer(await testFolder());
  writeKey = (await makeSource(server, "server")).writeKey;
});

afterAll(async () => {
  await server.stop();
});

describe("@segment/analytics-node", () => {
  it("delivers each call once, and what came before the identify joins the profile", async () => {
    const analytics = new Analytics({ writeKey, host: server.url, flushAt: 4 });
    const failures: unknown[] = [];
    analytics.on("error", (failure) => failures.push(failure));
    analytics.track({ anonymousId: "visitor-1", event: "Product Viewed", properties: { product_id: "p1" } });
    analytics.page({ anonymousId: "visitor-1", name: "Home" });
    analytics.identify({
      userId: "node-1",
      anonymousId: "visitor-1",
      traits: { email: "Node.One@Example.com", plan: "gold" },
    });
    analytics.screen({ userId: "node-1", name: "Cart" });
    analytics.group({ userId: "node-1", groupId: "acme", traits: { name: "Acme" } });
    analytics.track({
      userId: "node-1",
      event: "Order Completed",
      properties: { order_id: "1", total: 12.5 },
    });
    analytics.track({ userId: "old-1", event: "Product Added" });
    analytics.alias({ userId: "node-1", previousId: "old-1" });
    await analytics.closeAndFlush();
    expect(failures).toEqual([]);

    const events = await eventsOf(server, "email:node.one@example.com", 8);
    expect(events.map((event) => event.type).toSorted()).toEqual(
      ["alias", "group", "identify", "page", "screen", "track", "track", "track"].toSorted(),
    );
    const traits = await profile<{ traits: object }>(server, "user_id:old-1", "traits");
    expect(traits?.traits).toMatchObject({ plan: "gold" });
  });

  it("is told of a wrong key, and nothing is stored", async () => {
    const analytics = new Analytics({ writeKey: "nobody", host: server.url, maxRetries: 0 });
    const failures: unknown[] = [];
    analytics.on("error", (failure) => failures.push(failure));
    analytics.track({ userId: "stranger", event: "Product Viewed" });
    await analytics.closeAndFlush();
    expect(failures).toHaveLength(1);
    expect(await profile(server, "user_id:stranger", "events")).toBeNull();
  });
});
