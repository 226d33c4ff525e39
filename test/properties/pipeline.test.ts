/** The whole way from the inbox to the facts, on real engines, with random events in random batches. */
import fc from "fast-check";
import { sql as text } from "kysely";
import { beforeAll, describe, expect, test } from "vitest";
import { appendToInbox } from "../../src/collect/inbox/index.ts";
import { type Source, addSource } from "../../src/collect/sources/index.ts";
import type { TrackedEvent } from "../../src/core/event.ts";
import { parseMoney, showMoney } from "../../src/core/money.ts";
import { sql, stored } from "../../src/core/sql.ts";
import { drainInbox } from "../../src/pipeline.ts";
import { type TestContext, testContext } from "../kit/context.ts";
import { trackedEvent } from "../kit/events.ts";
import { type PipelineOutcome, outcomeOf } from "../kit/outcome.ts";

const RUNS = 8;
/** A failure is made smaller for so long at most. */
const LIMIT_MS = 60_000;
/** Shortly before the test's clock: duplicates are known for some days. */
const START = Date.UTC(2026, 0, 31, 10);
const TABLES = ["event", "order", "refund", "trait", "consent", "message", "alias"] as const;

let context: TestContext;
let source: Source;

beforeAll(async () => {
  context = await testContext();
  source = await addSource(context.state, { name: "Shop", kind: "server" });
});

async function forget(): Promise<void> {
  await text`
    TRUNCATE handle, evidence, merge, trait, consent, inbox, resolved_batch, rejected_event, order_history CASCADE`.execute(
    context.state,
  );
  for (const table of TABLES) await context.facts.command(sql`TRUNCATE TABLE ${stored(table)}`);
}

/** Works the events off in batches that end at the cuts, each in a drain of its own. */
async function work(events: readonly TrackedEvent[], cuts: readonly number[]): Promise<PipelineOutcome> {
  await forget();
  const ends = [...new Set([...cuts.map((cut) => cut % events.length), events.length])].toSorted(
    (a, b) => a - b,
  );
  let begin = 0;
  for (const end of ends) {
    const batch = events.slice(begin, end);
    begin = end;
    await context.state
      .transaction()
      .execute((tx) => appendToInbox(tx, { sourceId: source.id, events: batch, importId: null }));
    await drainInbox(context);
  }
  expect(await context.state.selectFrom("rejected_event").selectAll().execute()).toEqual([]);
  return outcomeOf(context.state, context.facts);
}

/** Few customers, so that they meet again; each has identifiers of their own and shares none. */
const customer = fc.integer({ min: 1, max: 5 });
/** Prices as shops send them: as text or as numbers, with up to four places. */
const price = fc
  .tuple(fc.integer({ min: 0, max: 99_999_999 }), fc.integer({ min: 0, max: 4 }), fc.boolean())
  .map(([units, places, asNumber]) => {
    const decimal = showMoney(BigInt(units) * 10n ** BigInt(4 - places));
    return asNumber ? Number(decimal) : decimal;
  });
const product = fc.record({
  product_id: fc.constantFrom("p1", "p2"),
  price,
  quantity: fc.integer({ min: 1, max: 40 }),
});

type Draft = Pick<TrackedEvent, "kind"> & Partial<TrackedEvent>;

const bought = fc
  .tuple(customer, fc.nat(3), fc.array(product, { minLength: 1, maxLength: 4 }), price, price)
  .map(([who, nth, products, shipping, tax]): Draft => ({
    kind: "track",
    name: "Order Completed",
    userId: `u${who}`,
    properties: { order_id: `o${who}-${nth}`, currency: "EUR", products, shipping, tax },
  }));
const gaveBack = fc.tuple(customer, fc.nat(3), fc.option(price)).map(([who, nth, total]): Draft => ({
  kind: "track",
  name: "Order Refunded",
  userId: `u${who}`,
  properties: { order_id: `o${who}-${nth}`, currency: "EUR", ...(total !== null && { total }) },
}));
const said = fc
  .tuple(customer, fc.constantFrom("free", "pro"), fc.boolean())
  .map(([who, plan, known]): Draft => ({
    kind: "identify",
    userId: `u${who}`,
    anonymousId: known ? `a${who}` : null,
    traits: { plan, ...(known && { email: `u${who}@example.com` }) },
  }));
const looked = fc.tuple(customer, fc.boolean()).map(([who, known]): Draft => ({
  kind: "page",
  name: "Home",
  userId: known ? `u${who}` : null,
  anonymousId: `a${who}`,
  properties: { path: "/" },
}));

/** Events in the order of their times; one in a few is sent twice. */
const history = fc
  .array(fc.tuple(fc.oneof(bought, gaveBack, said, looked), fc.nat(5)), { minLength: 1, maxLength: 40 })
  .map((drafts) =>
    drafts.flatMap(([draft, again], nth) => {
      const at = START + nth * 60_000;
      const event = trackedEvent({ ...draft, messageId: `m${nth}`, at, receivedAt: at });
      return again === 0 ? [event, event] : [event];
    }),
  );
const cuts = fc.array(fc.nat(100), { maxLength: 5 });

describe("the same events", () => {
  test("make the same profiles and facts in any batches", async () => {
    await fc.assert(
      fc.asyncProperty(history, cuts, async (events, cuts) => {
        const ours = events.map((event) => ({ ...event, sourceId: source.id }));
        const whole = await work(ours, []);
        expect(whole.events).toHaveLength(new Set(events.map((event) => event.messageId)).size);
        expect(await work(ours, cuts)).toEqual(whole);
      }),
      { numRuns: RUNS, seed: 20260111, interruptAfterTimeLimit: LIMIT_MS },
    );
  }, 120_000);

  test("make the same profiles and facts in any order, where nothing is shared or claimed", async () => {
    const shuffled = history.chain((events) =>
      fc.tuple(fc.constant(events), fc.shuffledSubarray(events, { minLength: events.length })),
    );
    await fc.assert(
      fc.asyncProperty(shuffled, cuts, async ([events, mixed], cuts) => {
        const own = (event: TrackedEvent) => ({ ...event, sourceId: source.id });
        expect(await work(mixed.map(own), cuts)).toEqual(await work(events.map(own), []));
      }),
      { numRuns: RUNS, seed: 20260112, interruptAfterTimeLimit: LIMIT_MS },
    );
  }, 120_000);
});

describe("money", () => {
  type Sum = { goods: bigint; shipping: bigint; tax: bigint; refunded: bigint };

  test("in the facts is to the last digit what was sent", async () => {
    const orders = fc.array(
      fc.tuple(fc.array(product, { minLength: 1, maxLength: 5 }), price, price, price),
      {
        minLength: 1,
        maxLength: 60,
      },
    );
    await fc.assert(
      fc.asyncProperty(orders, cuts, async (orders, cuts) => {
        const events = orders.flatMap(([products, shipping, tax, refund], nth) => {
          const common = { userId: `u${nth % 7}`, sourceId: source.id };
          const order = { order_id: `o${nth}`, currency: "EUR" };
          const paid = { ...order, products, shipping, tax };
          return [
            trackedEvent({ ...common, name: "Order Completed", properties: paid }),
            trackedEvent({ ...common, name: "Order Refunded", properties: { ...order, total: refund } }),
          ];
        });
        await work(events, cuts);
        expect(await sums()).toEqual(oracle(orders));
      }),
      { numRuns: RUNS, seed: 20260113, interruptAfterTimeLimit: LIMIT_MS },
    );
  }, 120_000);

  async function sums(): Promise<Sum> {
    const [paid] = await context.facts.query<Record<string, string>>(sql`
      SELECT sum(o.gross) AS goods, sum(o.shipping) AS shipping, sum(o.tax) AS tax,
        sum(o.total - o.gross + o.discount - o.shipping - o.tax - o.other) AS open
      FROM \`order\` AS o FINAL WHERE o.status = 'paid'`);
    const [back] = await context.facts.query<Record<string, string>>(sql`
      SELECT sum(goods + shipping + tax + other) AS refunded FROM refund FINAL WHERE status = 'paid'`);
    expect(paid?.["open"]).toBe("0");
    const money = (decimal: string | undefined) => BigInt(parseMoney(decimal ?? "") ?? -1n);
    return {
      goods: money(paid?.["goods"]),
      shipping: money(paid?.["shipping"]),
      tax: money(paid?.["tax"]),
      refunded: money(back?.["refunded"]),
    };
  }

  type Sent = string | number;
  type Lines = readonly { price: Sent; quantity: number }[];

  /** Ten-thousandths, read digit by digit. */
  function exact(sent: Sent): bigint {
    const [whole = "", places = ""] = String(sent).split(".");
    return BigInt(whole + places.padEnd(4, "0"));
  }

  function oracle(orders: readonly (readonly [Lines, Sent, Sent, Sent])[]): Sum {
    const sum = { goods: 0n, shipping: 0n, tax: 0n, refunded: 0n };
    for (const [products, shipping, tax, refund] of orders) {
      for (const { price, quantity } of products) sum.goods += exact(price) * BigInt(quantity);
      sum.shipping += exact(shipping);
      sum.tax += exact(tax);
      sum.refunded += exact(refund);
    }
    return sum;
  }
});
