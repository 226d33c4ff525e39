/** The demo shop goes the way of all events; what comes out is held against what the simulator knows. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import type { CustomerTruth } from "../../simulator/index.ts";
import { workOffDemo } from "../../src/collect/demo/jobs.ts";
import { beginDemo, beginRemoval, readDemo } from "../../src/collect/demo/queries.ts";
import { sql } from "../../src/core/sql.ts";
import { handlesOf, type Handle } from "../../src/identify/graph/index.ts";
import { drainInbox } from "../../src/pipeline.ts";
import { undoHooks } from "../../src/undo-hooks.ts";
import { asId, type ProfileId } from "../../src/core/ids.ts";
import { testContext, type TestContext } from "../kit/context.ts";

const CUSTOMERS = 400;

let context: TestContext;
let truth: CustomerTruth[];

beforeAll(async () => {
  context = await testContext();
  await load(CUSTOMERS);
  truth = JSON.parse(await readFile(join(context.dataDir, "demo-truth.json"), "utf8")) as CustomerTruth[];
}, 300_000);

async function load(customers: number): Promise<void> {
  const now = context.clock.now();
  const demo = await beginDemo(context.state, { customers, seed: 3, currency: "EUR", endsAt: now, now });
  if (!demo) throw new Error("a demo was there already");
  await workOffDemo(context, undoHooks, new AbortController().signal);
  await drainInbox(context);
}

describe("the demo shop, once it is loaded", () => {
  it("holds every event once", async () => {
    const [row] = await context.facts.query<{ events: number; ids: number }>(
      sql`SELECT toUInt32(count()) AS events, toUInt32(uniqExact(message_id)) AS ids FROM event`,
    );
    const sent = truth.reduce((sum, one) => sum + one.events, 0);
    expect(row).toEqual({ events: sent, ids: sent });
  });

  it("finds of each customer exactly the identifiers that evidence ties together", async () => {
    const found = new Map((await allProfiles()).map((ids) => [ids[0] ?? "", ids]));
    const byIdentifier = new Map([...found.values()].flatMap((ids) => ids.map((id) => [id, ids] as const)));
    for (const one of truth.filter((candidate) => candidate.linked.length > 0)) {
      const linked = one.linked.map(({ type, value }) => `${type}:${value}`).toSorted();
      expect(byIdentifier.get(linked[0] ?? "")?.toSorted()).toEqual(linked);
      for (const { type, value } of one.unlinked) {
        expect(byIdentifier.get(`${type}:${value}`)?.some((id) => linked.includes(id))).toBe(false);
      }
    }
  });

  it("shows each order with its total, and each refund", async () => {
    const orders = await context.facts.query<{ order_id: string; total: string }>(
      sql`SELECT order_id, total FROM \`order\` FINAL WHERE status = 'paid'`,
    );
    const known = truth.flatMap((one) => one.orders);
    const shown = new Map(orders.map((order) => [order.order_id, Number(order.total)]));
    expect(shown).toEqual(new Map(known.map((order) => [order.orderId, order.total / 100])));
    const refunds = await context.facts.query<{ order_id: string; given: string }>(
      sql`SELECT order_id, goods + shipping + tax + other AS given FROM refund FINAL`,
    );
    const given = new Map(refunds.map((refund) => [refund.order_id, Number(refund.given)]));
    const refunded = known.filter((order) => order.refunded > 0);
    expect(given).toEqual(new Map(refunded.map((order) => [order.orderId, order.refunded / 100])));
  });
});

describe("the demo shop, once it is removed", () => {
  it("is gone from both stores as if it had never been, and can be loaded again", async () => {
    const { facts, state } = context;
    await beginRemoval(state);
    await workOffDemo(context, undoHooks, new AbortController().signal);
    expect(await readDemo(state)).toBeUndefined();
    for (const table of [sql`event`, sql`\`order\``, sql`refund`, sql`trait`, sql`message`]) {
      expect(await facts.query(sql`SELECT * FROM ${table} LIMIT 1`)).toEqual([]);
    }
    expect(await allProfiles()).toEqual([]);
    expect(await state.selectFrom("trait").selectAll().execute()).toEqual([]);
    await load(20);
    const [row] = await facts.query<{ customers: number }>(
      sql`SELECT toUInt32(uniqExact(handle_id)) AS customers FROM event`,
    );
    expect(row?.customers).toBeGreaterThan(15);
  });
});

/** The identifiers of every profile. */
async function allProfiles(): Promise<string[][]> {
  const rows = await context.state.selectFrom("handle").select("profile_id").distinct().execute();
  const ids = rows.map((row) => asId<ProfileId>(row.profile_id));
  const handles = await handlesOf(context.state, ids);
  return [...handles.values()].map((list: readonly Handle[]) =>
    list.map(({ type, value }) => `${type}:${value}`),
  );
}
