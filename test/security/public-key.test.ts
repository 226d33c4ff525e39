/** Anybody can read the key of a web page and send anything with it. What must not follow. */
import { beforeAll, describe, expect, test } from "vitest";
import type { OrderRow, RefundRow } from "../../src/core/rows.ts";
import { bound, sql } from "../../src/core/sql.ts";
import { type AttackKit, attackKit } from "../kit/attack.ts";

let kit: AttackKit;
const DAY = 86_400_000;
const evil = { type: "track", anonymousId: "evil" };

beforeAll(async () => {
  kit = await attackKit();
});

const at = (days: number) => new Date(kit.context.clock.now() - days * DAY).toISOString();

const bought = (userId: string, orderId: string, more: object = {}) => ({
  type: "track",
  event: "Order Completed",
  userId,
  timestamp: at(5),
  properties: { order_id: orderId, currency: "EUR", total: 100, products: [{ price: 100, quantity: 1 }] },
  ...more,
});

const refunded = (orderId: string, more: object = {}) => ({
  event: "Order Refunded",
  type: "track",
  properties: { order_id: orderId },
  ...more,
});

function orders(id: string): Promise<OrderRow[]> {
  return kit.context.facts.query(sql`SELECT * FROM \`order\` FINAL WHERE order_id = ${id}`);
}

function refunds(id: string): Promise<RefundRow[]> {
  return kit.context.facts.query(sql`SELECT * FROM refund FINAL WHERE order_id = ${id} ORDER BY refund_id`);
}

async function traitsOf(userId: string): Promise<Record<string, unknown>> {
  const path = `/v1/spaces/default/collections/users/profiles/user_id:${userId}/traits?limit=200`;
  return (await kit.ask<{ traits: Record<string, unknown> }>(path)).traits;
}

describe("a public key cannot make a trusted event vanish", () => {
  test("by sending its message id first", async () => {
    await kit.attack({ ...evil, event: "Guess", messageId: "guessable-1" });
    await kit.serve(bought("victim", "v1", { messageId: "guessable-1" }));
    expect(await orders("v1")).toMatchObject([{ trust: "trusted", status: "paid" }]);
  });

  test("by sending its message id in the same batch of work", async () => {
    const source = (writeKey: string, event: object) =>
      kit.app.inject({ method: "POST", url: "/v1/batch", payload: { writeKey, batch: [event] } });
    await source(kit.keys.browser, { ...evil, event: "Guess", messageId: "guessable-2" });
    await source(kit.keys.server, bought("victim", "v2", { messageId: "guessable-2" }));
    await kit.serve();
    expect(await orders("v2")).toHaveLength(1);
  });

  test("and its own duplicates are still dropped", async () => {
    const event = { ...evil, event: "Twice", messageId: "twice" };
    await kit.attack(event, event);
    await kit.attack(event);
    const [row] = await kit.context.facts.query<{ count: string }>(
      sql`SELECT count() AS count FROM event WHERE name = ${"Twice"}`,
    );
    expect(Number(row?.count)).toBe(1);
  });
});

describe("a public key cannot change what a trusted source said of an order", () => {
  test("by completing it again, later and larger", async () => {
    await kit.serve(bought("u1", "again"));
    const before = await orders("again");
    await kit.attack(
      bought("u1", "again", {
        anonymousId: "evil",
        timestamp: at(-1),
        properties: { order_id: "again", total: 1, status: "test", updated_at: at(-300), shop: "main" },
      }),
    );
    const volatile = { version: 0 };
    expect({ ...(await orders("again"))[0], ...volatile }).toEqual({ ...before[0], ...volatile });
  });

  test("by claiming it before the shop tells of it", async () => {
    await kit.attack(bought("thief", "early", { anonymousId: "evil", timestamp: at(-1) }));
    await kit.serve(bought("u1", "early"));
    const [order] = await orders("early");
    expect(order).toMatchObject({ trust: "trusted", total: "100" });
  });

  test("by cancelling it", async () => {
    await kit.serve(bought("u1", "cancel"));
    await kit.attack({ ...evil, event: "Order Cancelled", properties: { order_id: "cancel" } });
    expect(await orders("cancel")).toMatchObject([{ status: "paid" }]);
  });

  test("by giving its money back", async () => {
    await kit.serve(bought("u1", "back"));
    await kit.attack({ ...evil, ...refunded("back") });
    expect(await refunds("back")).toMatchObject([{ trust: "claimed" }]);
  });

  test("by giving back once more what the shop gave back", async () => {
    await kit.serve(bought("u1", "twice"), refunded("twice", { userId: "u1", timestamp: at(3) }));
    await kit.attack({ ...evil, ...refunded("twice", { timestamp: at(-1) }) });
    const told = (await refunds("twice")).filter(({ trust }) => trust === "trusted");
    expect(told).toMatchObject([{ status: "paid", goods: "100" }]);
  });

  test("by claiming a part of what the shop then gives back whole", async () => {
    const part = { order_id: "part", refund_id: "p", total: 60 };
    await kit.serve(bought("u1", "part"));
    await kit.attack({ ...evil, ...refunded("part", { properties: part }) });
    await kit.serve(refunded("part", { userId: "u1" }));
    const told = (await refunds("part")).filter(({ trust }) => trust === "trusted");
    expect(told).toMatchObject([{ status: "paid", goods: "100" }]);
  });

  test("by so many refunds that the shop's own are forgotten", async () => {
    const part = { order_id: "flood", refund_id: "r1", total: 30 };
    await kit.serve(bought("u1", "flood"), refunded("flood", { userId: "u1", properties: part }));
    const flood = Array.from({ length: 600 }, (_, index) => ({
      ...evil,
      ...refunded("flood", { properties: { order_id: "flood", refund_id: `x${index}`, total: 1 } }),
    }));
    await kit.attack(...flood);
    await kit.serve(refunded("flood", { userId: "u1" }));
    const told = (await refunds("flood")).filter(({ trust }) => trust === "trusted");
    const sum = told.reduce((goods, refund) => goods + Number(refund.goods), 0);
    expect(sum).toBe(100);
  });

  test("by orders that figures would count", async () => {
    await kit.serve(bought("u1", "real"));
    const revenue = async () =>
      JSON.stringify(
        (
          await kit.ask<{ rows: { orders: number; revenue: string }[] }>(
            "/api/v1/figures/customers?set=customers",
          )
        ).rows.map((row) => [row.orders, row.revenue]),
      );
    const before = await revenue();
    await kit.attack(bought("u1", "fake", { anonymousId: "evil2" }));
    expect(await revenue()).toBe(before);
  });
});

describe("a public key cannot say who a trusted customer is", () => {
  test("by traits under the customer's user id", async () => {
    await kit.serve({
      type: "identify",
      userId: "u5",
      traits: { name: "Real", tier: "gold" },
      timestamp: at(9),
    });
    await kit.attack({
      type: "identify",
      anonymousId: "e5",
      userId: "u5",
      traits: { name: "Evil", tier: "none" },
    });
    expect(await traitsOf("u5")).toMatchObject({ name: "Real", tier: "gold" });
  });

  test("by a name for a visitor whom the server named in part", async () => {
    await kit.serve({
      type: "identify",
      userId: "u6",
      anonymousId: "c6",
      traits: { email: "six@example.com" },
    });
    await kit.serve({
      type: "identify",
      anonymousId: "c6",
      traits: { firstName: "Real", lastName: "Person" },
    });
    await kit.attack({ type: "identify", anonymousId: "c6", traits: { name: "Evil" } });
    const list = await kit.ask<{ rows: { name: string }[] }>("/api/v1/customers?q=six@example.com");
    expect(list.rows.map(({ name }) => name)).toEqual(["Real Person"]);
  });

  test("by consent in the customer's name", async () => {
    const consent = (email: boolean) => ({ consent: { categoryPreferences: { email } } });
    await kit.serve({ type: "identify", userId: "u7", context: consent(false), timestamp: at(9) });
    await kit.attack({ type: "identify", anonymousId: "e7", userId: "u7", context: consent(true) });
    const list = await kit.ask<{ rows: { id: string }[] }>("/api/v1/customers?q=u7");
    const one = await kit.ask<{ consent: object[] }>(`/api/v1/customers/${list.rows[0]?.id}`);
    expect(one.consent).toMatchObject([{ category: "email", granted: false }]);
  });

  test("by types of identifiers that only Tenure gives, or that every object has", async () => {
    const externalIds = ["order", "claimed_user_id", "unidentified", "constructor", "__proto__"].map(
      (type) => ({
        type,
        id: "smuggled",
        collection: "users",
        encoding: "none",
      }),
    );
    await kit.attack({ ...evil, event: "Smuggle", anonymousId: "e8", context: { externalIds } });
    const { rows } = await kit.ask<{ rows: { id: string }[] }>("/api/v1/customers?q=e8");
    const one = await kit.ask<{ identifiers: { type: string }[] }>(`/api/v1/customers/${rows[0]?.id}`);
    const types = one.identifiers.map(({ type }) => type);
    for (const type of ["order", "claimed_user_id", "unidentified"]) expect(types).not.toContain(type);
  });
});

test("a public key cannot say when, whence or how surely an event came", async () => {
  const forged = {
    receivedAt: at(900),
    importId: 7,
    trust: "trusted",
    sourceId: 2,
    source_id: 2,
    handleId: 1,
  };
  await kit.attack({
    ...evil,
    ...forged,
    event: "Forged",
    properties: { ...forged, anonymous: true, shop: "other", order_id: "forged" },
    context: forged,
  });
  const [row] = await kit.context.facts.query<Record<string, unknown>>(
    sql`SELECT trust, import_id, source_id, shop, toUnixTimestamp64Milli(received_at) AS received
      FROM event WHERE name = ${"Forged"}`,
  );
  expect(row).toMatchObject({ trust: "claimed", import_id: 0, source_id: 1, shop: "main" });
  expect(Number(row?.["received"])).toBe(kit.context.clock.now());
});

test("names that every JavaScript object has are names like any other", async () => {
  const hostile = JSON.parse(
    '{"__proto__": {"polluted": true}, "constructor": {"prototype": {"polluted": true}}, "toString": "x", "hasOwnProperty": 1}',
  ) as object;
  await kit.serve({ type: "identify", userId: "proto", traits: hostile, context: { ...hostile } });
  await kit.attack({
    ...evil,
    event: "constructor",
    properties: { ...hostile, currency: "constructor", status: "constructor", order_id: "__proto__" },
    context: { consent: { categoryPreferences: hostile }, traits: hostile },
  });
  expect("polluted" in {}).toBe(false);
  expect(await traitsOf("proto")).toHaveProperty("constructor");
});

describe("a public key learns nothing of who is a customer", () => {
  test("from answers: a known and an unknown customer's are equal to the letter", async () => {
    await kit.serve({ type: "identify", userId: "known", traits: { email: "known@example.com" } });
    const asked = async (userId: string, email: string) => {
      const answer = await kit.app.inject({
        method: "POST",
        url: "/v1/identify",
        payload: {
          writeKey: kit.keys.browser,
          userId,
          anonymousId: "spy",
          traits: { email },
          messageId: "m",
        },
      });
      const { date: _date, ...headers } = answer.headers;
      return [answer.statusCode, answer.body, headers];
    };
    expect(await asked("known", "known@example.com")).toEqual(await asked("nobody", "nobody@example.com"));
  });

  test("from any route that reads", async () => {
    const authorization = `Basic ${Buffer.from(`${kit.keys.browser}:`).toString("base64")}`;
    for (const url of [
      "/v1/spaces/default/collections/users/profiles/user_id:known/traits",
      "/api/v1/customers?q=known",
      "/api/v1/sources/1/events",
    ]) {
      const answer = await kit.app.inject({ url, headers: { authorization } });
      expect([url, answer.statusCode]).toEqual([url, 401]);
    }
  });
});

test("ids of megabytes are refused, and values of kilobytes end in no column of their own", async () => {
  const long = "x".repeat(10_000);
  await kit.attack({ ...evil, anonymousId: long, event: "Long" });
  await kit.attack({ ...evil, anonymousId: "e9", event: long });
  await kit.attack({
    ...evil,
    anonymousId: "e10",
    event: "Long",
    properties: { order_id: long, currency: long },
  });
  const rows = await kit.context.facts.query<{ order_id: string; currency: string }>(
    sql`SELECT order_id, currency FROM event WHERE name IN ${bound("Array(String)", ["Long", long])}`,
  );
  expect(rows).toHaveLength(1);
  expect(rows[0]?.order_id.length).toBeLessThanOrEqual(500);
});
