import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import fc from "fast-check";
import { testContext } from "../../../test/kit/context.ts";
import type { TestContext } from "../../../test/kit/context.ts";
import type { HandledEvent, Trust } from "../../core/event.ts";
import type { HandleId, ImportId, SourceId } from "../../core/ids.ts";
import type { JsonObject } from "../../core/json.ts";
import { sql } from "../../core/sql.ts";
import { ordersOf } from "./orders.ts";

const T = Date.UTC(2026, 0, 10, 12);
const HOUR = 3600 * 1000;
let context: TestContext;
let shop = 0;

beforeAll(async () => {
  context = await testContext();
});

// A shop of its own for each test: order ids meet within a shop only.
beforeEach(() => {
  shop += 1;
});

type Told = { hours?: number; trust?: Trust; imported?: boolean; id?: string } & JsonObject;

let count = 0;

function event(name: string, told: Told = {}): HandledEvent {
  const { hours = 0, trust = "trusted", imported = false, id, ...properties } = told;
  const at = T + hours * HOUR;
  return {
    messageId: id ?? `m${(count += 1)}`,
    kind: "track",
    name,
    at,
    receivedAt: at,
    sourceId: 1 as SourceId,
    trust,
    importId: imported ? (1 as ImportId) : null,
    userId: "u",
    anonymousId: null,
    previousId: null,
    groupId: null,
    traits: {},
    properties: { order_id: "1001", currency: "EUR", ...properties },
    context: {},
    handleId: (trust === "trusted" ? 7 : 8) as HandleId,
  };
}

/** Works batches off one after the other, as the pipeline does, and reads what figures read. */
async function facts(batches: HandledEvent[][], name = `shop-${shop}`) {
  let batch = 0;
  for (const events of batches) {
    const rows = await context.state.transaction().execute((tx) =>
      ordersOf(events, {
        tx,
        facts: context.facts,
        shopOf: () => name,
        unidentified: new Set(),
        settled: async () => undefined,
      }),
    );
    batch += 1;
    for (const table of ["order", "refund"] as const) {
      if (rows[table].length === 0) continue;
      const lines = Buffer.from(rows[table].map((row) => JSON.stringify(row)).join("\n"));
      await context.facts.insert({ table, rows: lines, token: `${name}:${batch}:${table}` });
    }
  }
  const where = sql`WHERE shop = ${name}`;
  const order = await context.facts.query(
    sql`SELECT order_id, status, toString(at) AS at, handle_id, gross, discount, shipping, tax, other, total, trust
      FROM \`order\` FINAL ${where} ORDER BY order_id`,
  );
  const refund = await context.facts.query(
    sql`SELECT order_id, refund_id, status, goods, shipping, tax, other
      FROM refund FINAL ${where} ORDER BY refund_id`,
  );
  return { order, refund };
}

const goods = { products: [{ product_id: "p", price: 10, quantity: 3 }] };

describe("Order Completed", () => {
  it.each<[string, JsonObject, Record<string, string>]>([
    ["products", goods, { gross: "30", discount: "0", total: "30" }],
    [
      "every part",
      { ...goods, discount: 5, shipping: 4, tax: 2, total: 31 },
      { gross: "30", discount: "5", shipping: "4", tax: "2", other: "0", total: "31" },
    ],
    ["a total below its parts", { ...goods, total: 27 }, { gross: "30", discount: "3", total: "27" }],
    ["a total above its parts", { ...goods, total: 33 }, { gross: "30", other: "3", total: "33" }],
    ["a total only", { total: 20, shipping: 5 }, { gross: "15", shipping: "5", total: "20" }],
    ["revenue only", { revenue: "19.99" }, { gross: "19.99", total: "19.99" }],
    [
      "a subtotal after discounts",
      { subtotal: 25, discount: 5 },
      { gross: "30", discount: "5", total: "25" },
    ],
    [
      "an import's subtotal before discounts",
      { imported: true, subtotal: 30, discount: 5 },
      { gross: "30", total: "25" },
    ],
  ])("that says %s is an order of these amounts", async (_what, said, amounts) => {
    expect((await facts([[event("Order Completed", said)]])).order).toMatchObject([
      { status: "paid", ...amounts },
    ]);
  });

  it("without an order id is no order", async () => {
    expect((await facts([[event("Order Completed", { ...goods, order_id: null })]])).order).toEqual([]);
  });
});

describe("a changed order", () => {
  it("keeps the time when it was bought, and has its latest amounts", async () => {
    const { order } = await facts([
      [event("Order Completed", goods)],
      [event("Order Updated", { hours: 5, total: 12 })],
    ]);
    expect(order).toMatchObject([{ at: "2026-01-10 12:00:00.000", total: "12", status: "paid" }]);
  });

  it("that is cancelled counts no more, with what it was bought for", async () => {
    const { order } = await facts([
      [event("Order Completed", goods)],
      [event("Order Cancelled", { hours: 1 })],
    ]);
    expect(order).toMatchObject([{ status: "cancelled", total: "30" }]);
  });

  it("that an import knew whole is cancelled by an SDK", async () => {
    const { order } = await facts([
      [event("Order Completed", { ...goods, imported: true })],
      [event("Order Cancelled", { hours: 1 })],
    ]);
    expect(order).toMatchObject([{ status: "cancelled", total: "30", at: "2026-01-10 12:00:00.000" }]);
  });

  it("is the same however exports of it overlap", async () => {
    const early = event("Order Completed", { ...goods, imported: true, updated_at: "2026-01-11T00:00:00Z" });
    const late = event("Order Completed", { total: 5, imported: true, updated_at: "2026-01-12T00:00:00Z" });
    expect((await facts([[late], [early]])).order).toMatchObject([{ total: "5" }]);
  });
});

describe("a refund", () => {
  it("with amounts gives back these", async () => {
    const { refund } = await facts([
      [event("Order Completed", { ...goods, shipping: 4 })],
      [event("Order Refunded", { hours: 1, refund_id: "r1", total: 14, shipping: 4 })],
    ]);
    expect(refund).toMatchObject([{ refund_id: "r1", goods: "10", shipping: "4", status: "paid" }]);
  });

  it("without amounts gives back what is left of the order", async () => {
    const { refund } = await facts([
      [event("Order Completed", { ...goods, shipping: 4, discount: 3 })],
      [event("Order Refunded", { hours: 1, refund_id: "r1", total: 10 })],
      [event("Order Refunded", { hours: 2 })],
      [event("Order Refunded", { hours: 3 })],
    ]);
    expect(refund).toMatchObject([
      { refund_id: "1001:whole", goods: "17", shipping: "4" },
      { refund_id: "r1", goods: "10", shipping: "0" },
    ]);
  });

  it("of an order that was cancelled gives nothing back twice", async () => {
    const { refund } = await facts([
      [
        event("Order Completed", goods),
        event("Order Cancelled", { hours: 1 }),
        event("Order Refunded", { hours: 2 }),
      ],
    ]);
    expect(refund).toMatchObject([{ status: "void" }]);
  });

  it("that names no order stands for itself", async () => {
    const { refund } = await facts([
      [event("Order Refunded", { order_id: null, refund_id: "credit", total: 8 })],
    ]);
    expect(refund).toMatchObject([{ order_id: "", refund_id: "credit", goods: "8" }]);
  });
});

describe("a claim from a public key", () => {
  it("never changes an order that a trusted source told of", async () => {
    const trusted = event("Order Completed", goods);
    const claims = [
      event("Order Updated", { hours: 9, trust: "claimed", total: 1, updated_at: "2099-01-01T00:00:00Z" }),
      event("Order Cancelled", { hours: 9, trust: "claimed" }),
    ];
    for (const batches of [
      [[trusted], claims],
      [claims, [trusted]],
    ]) {
      shop += 1;
      expect((await facts(batches)).order).toMatchObject([
        { total: "30", status: "paid", trust: "trusted", handle_id: "7" },
      ]);
    }
  });

  it("never changes a refund that a trusted source told of", async () => {
    const { refund } = await facts([
      [event("Order Refunded", { refund_id: "r1", total: 10 })],
      [event("Order Refunded", { hours: 1, trust: "claimed", refund_id: "r1", total: 1000 })],
    ]);
    expect(refund).toMatchObject([{ refund_id: "claimed:1:r1" }, { refund_id: "r1", goods: "10" }]);
  });
});

describe("the same events", () => {
  it("in any order and any batches make the same orders and refunds", async () => {
    const events = [
      event("Order Completed", { ...goods, shipping: 4 }),
      event("Order Updated", { hours: 1, ...goods, shipping: 4, discount: 2 }),
      event("Order Completed", { hours: 0, trust: "claimed", total: 99 }),
      event("Order Refunded", { hours: 2, refund_id: "r1", total: 5 }),
      event("Order Refunded", { hours: 3 }),
      event("Order Cancelled", { hours: 4, order_id: "1002" }),
      event("Order Completed", { hours: 1, order_id: "1002", total: 7 }),
      event("Order Completed", { imported: true, hours: 0, ...goods, updated_at: "2026-01-10T12:30:00Z" }),
      event("Order Cancelled", { hours: 1.2, order_id: "1003" }),
      event("Order Updated", { hours: 2.5, order_id: "1003", total: 3 }),
    ];
    const expected = await facts([events]);
    const shuffled = fc.shuffledSubarray(events, { minLength: events.length });
    const cuts = fc.array(fc.nat(events.length), { maxLength: 4 });
    let run = 0;
    await fc.assert(
      fc.asyncProperty(shuffled, cuts, async (order, at) => {
        const edges = [0, ...at.toSorted((left, right) => left - right), order.length];
        const batches = edges.slice(1).map((end, index) => order.slice(edges[index], end));
        expect(await facts(batches, `shuffled-${(run += 1)}`)).toEqual(expected);
      }),
      { numRuns: 25, seed: 20260122 },
    );
  });
});
