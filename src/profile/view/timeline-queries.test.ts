import { beforeAll, expect, test } from "vitest";
import type { Facts } from "../../core/facts.ts";
import { asId, type HandleId } from "../../core/ids.ts";
import { Problem } from "../../core/problem.ts";
import { testFacts } from "../../../test/kit/facts.ts";
import { TimelineQuestion } from "./contract.ts";
import { ordersOf } from "./order-queries.ts";
import { timeline } from "./timeline-queries.ts";

const ayse = [asId<HandleId>(1), asId<HandleId>(4)];
let facts: Facts;

function event(handle: number, minute: number, kind: string, name: string, more: object = {}): object {
  const at = `2026-01-01 10:${String(minute).padStart(2, "0")}:00.000`;
  return {
    handle_id: handle,
    at,
    received_at: at,
    message_id: `m${minute}`,
    kind,
    name,
    source_id: 1,
    trust: "trusted",
    ...more,
  };
}

function order(id: string, handle: number, version: number, more: object = {}): object {
  return {
    shop: "main",
    order_id: id,
    version,
    handle_id: handle,
    anonymous: 0,
    at: "2026-01-01 10:05:00.000",
    status: "paid",
    currency: "EUR",
    gross: "20",
    discount: "2",
    shipping: "3",
    tax: "0",
    other: "0",
    total: "21",
    source_id: 1,
    trust: "trusted",
    message_id: id,
    items: [
      { product_id: "A", sku: "", name: "Tea", category: "", quantity: "2", price: "10", discount: "0" },
    ],
    ...more,
  };
}

const lines = (rows: object[]): Buffer => Buffer.from(rows.map((row) => JSON.stringify(row)).join("\n"));

beforeAll(async () => {
  facts = await testFacts();
  const events = [
    event(1, 1, "page", "Home", { page_url: "https://shop.test/" }),
    event(4, 2, "track", "Product Viewed", { properties: '{"product_id":"A"}' }),
    event(1, 3, "identify", ""),
    event(1, 5, "track", "Order Completed", { order_id: "o1", shop: "main", amount: "21" }),
    event(4, 6, "track", "Ticket Opened"),
    event(9, 7, "track", "Order Completed", { order_id: "o2", shop: "main" }),
  ];
  await facts.insert({ table: "event", rows: lines(events), token: "events" });
  await facts.insert({
    table: "order",
    rows: lines([order("o1", 1, 1), order("o2", 9, 1)]),
    token: "orders",
  });
  const refund = {
    ...order("o1", 1, 2),
    refund_id: "r1",
    goods: "5",
    shipping: "0",
    message_id: "r1",
    gross: undefined,
    discount: undefined,
    total: undefined,
    coupon: undefined,
  };
  await facts.insert({ table: "refund", rows: lines([refund]), token: "refunds" });
});

const ask = (question: object) => timeline(facts, ayse, TimelineQuestion.parse(question));
const names = async (question: object) =>
  (await ask(question)).events.map((event) => event.name || event.kind);

test("the story of a customer holds the events of every handle, newest first, and nobody else's", async () => {
  expect(await names({})).toEqual(["Ticket Opened", "Order Completed", "identify", "Product Viewed", "Home"]);
});

test("the timeline narrows to orders, visits, identity or the rest, and the four together are all", async () => {
  expect(await names({ kinds: "orders" })).toEqual(["Order Completed"]);
  expect(await names({ kinds: "visits" })).toEqual(["Product Viewed", "Home"]);
  expect(await names({ kinds: "identity" })).toEqual(["identify"]);
  expect(await names({ kinds: "other" })).toEqual(["Ticket Opened"]);
  expect(await names({ kinds: "orders,visits,identity,other" })).toHaveLength(5);
});

test("paging through the timeline shows every event once", async () => {
  const first = await ask({ limit: 2 });
  const second = await ask({ limit: 2, before: first.next });
  const third = await ask({ limit: 2, before: second.next });
  expect(
    [first, second, third].flatMap((page) => page.events.map((event) => event.at.slice(14, 16))),
  ).toEqual(["06", "05", "03", "02", "01"]);
  expect(third.next).toBeNull();
});

test("following along shows only what came after", async () => {
  const all = await ask({});
  const order = all.events.find((event) => event.name === "Order Completed");
  expect(await names({ after: order?.cursor })).toEqual(["Ticket Opened"]);
});

test("a cursor that was not given out is refused by name", async () => {
  const refusal = await ask({ before: "nonsense" }).catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(Problem);
  expect(refusal).toMatchObject({ code: "invalid", field: "before" });
});

test("a customer's orders come with their items and what was given back", async () => {
  const { orders, total } = await ordersOf(facts, ayse, { limit: 20, offset: 0 });
  expect(total).toBe(1);
  expect(orders).toMatchObject([
    {
      orderId: "o1",
      gross: "20",
      discount: "2",
      total: "21",
      refunded: "5",
      items: [{ name: "Tea", quantity: "2", price: "10" }],
    },
  ]);
});

test("a customer without handles has no story and no orders", async () => {
  expect(await timeline(facts, [], TimelineQuestion.parse({}))).toEqual({ events: [], next: null });
  expect(await ordersOf(facts, [], { limit: 1, offset: 0 })).toEqual({ orders: [], total: 0 });
});
