/** Whatever was ordered, given back and merged: classes, cells, tiers and moves are those of a slow evaluator. */
import { beforeAll, describe, expect, it } from "vitest";
import { type Money, parseMoney, showMoney } from "../../src/core/money.ts";
import { type Random, seededRandom } from "../../src/core/random.ts";
import { DAY_MS } from "../../src/measure/basis/index.ts";
import { CELL_MAP } from "../../src/measure/rfm/cells.ts";
import { frequencyOf, kindOf, monetaryOf, recencyOf } from "../../src/measure/rfm/classes.ts";
import { BACKS } from "../../src/measure/rfm/contract.ts";
import { listQuestion } from "../../src/measure/rfm/list-contract.ts";
import { flows } from "../../src/measure/rfm/flows.ts";
import { rfmCustomers } from "../../src/measure/rfm/list.ts";
import { rfm } from "../../src/measure/rfm/rfm.ts";
import { changeThresholds } from "../../src/measure/rfm/thresholds-change.ts";
import type { Thresholds } from "../../src/measure/rfm/thresholds-contract.ts";
import { writeSettings } from "../../src/workspace/settings/index.ts";
import { testClock, testContext, type TestContext } from "../kit/context.ts";
import { insertRows, merge, orderRow, refundRow, withoutOrders } from "../kit/orders.ts";

const START = Date.UTC(2025, 0, 1);
const DAYS = 300;

type Movement = {
  readonly customer: number;
  readonly at: number;
  readonly amount: Money | null;
  readonly bought: boolean;
};

const upTo = (random: Random, most: number) => Math.floor(random.next() * most);

/** Movements that count, and the rows that tell of them among others that don't. */
async function fill(
  context: TestContext,
  random: Random,
  first: number,
  customers: number,
): Promise<Movement[]> {
  const movements: Movement[] = [];
  const orders = [];
  const refunds = [];
  for (let index = 0; index < 250; index += 1) {
    const customer = first + 1 + upTo(random, customers);
    const at = START + upTo(random, DAYS) * DAY_MS + upTo(random, 2) * upTo(random, DAY_MS);
    // Few different amounts, so that many lie on the same threshold.
    const amount = showMoney(BigInt(10_000 * (1 + upTo(random, 12))));
    const kind = ["paid", "paid", "paid", "cancelled", "anonymous", "claimed", "foreign", "refund"][
      upTo(random, 8)
    ];
    const row = orderRow(customer, at, `o${first + index}`, { gross: amount });
    const money = parseMoney(amount) ?? 0n;
    if (kind === "refund") refunds.push(refundRow(customer, at, `r${first + index}`, amount));
    else if (kind === "cancelled") orders.push(row, { ...row, status: "cancelled" as const, version: 2 });
    else if (kind === "anonymous") orders.push({ ...row, anonymous: 1 as const });
    else if (kind === "claimed") orders.push({ ...row, trust: "claimed" as const });
    else orders.push(kind === "foreign" ? { ...row, currency: "XAU" } : row);
    if (kind === "refund") movements.push({ customer, at, amount: -money, bought: false });
    if (kind === "paid") movements.push({ customer, at, amount: money, bought: true });
    if (kind === "foreign") movements.push({ customer, at, amount: null, bought: true });
  }
  await insertRows(context.facts, "order", orders);
  await insertRows(context.facts, "refund", refunds);
  return movements;
}

type Standing = { orders: number; last: number; value: Money | null };

/** Everybody with an order before the instant. */
function standing(movements: readonly Movement[], until: number): Map<number, Standing> {
  const all = new Map<number, Standing>();
  for (const { customer, at, amount, bought } of movements) {
    if (at >= until) continue;
    const one = all.get(customer) ?? { orders: 0, last: 0, value: null };
    all.set(customer, {
      orders: one.orders + Number(bought),
      last: bought ? Math.max(one.last, at) : one.last,
      value: amount === null ? one.value : (one.value ?? 0n) + amount,
    });
  }
  return new Map([...all].filter(([, { orders }]) => orders > 0));
}

/** Tiers by going down the list from the greatest value; equal values are of one tier. */
function tiersOf(all: ReadonlyMap<number, Standing>): (value: Money | null) => string {
  const values = [...all.values()].flatMap(({ value }) => (value !== null && value > 0n ? [value] : []));
  values.sort((left, right) => (left < right ? 1 : -1));
  const whole = values.reduce((sum, value) => sum + value, 0n);
  const reaching = (tenths: bigint) => {
    let sum = 0n;
    for (const value of values) {
      sum += value;
      if (sum * 10n >= whole * tenths) return value;
    }
    return null;
  };
  const [high, medium] = [reaching(5n), reaching(8n)];
  return (value) => {
    if (value === null || high === null || medium === null || value < medium) return "other";
    return value >= high ? "high" : "medium";
  };
}

function randomThresholds(random: Random): Thresholds {
  const rising = (most: number) =>
    Array.from({ length: 4 }, () => 1 + upTo(random, most)).toSorted((left, right) => left - right);
  return {
    recency: rising(DAYS),
    frequency: rising(8),
    monetary: rising(60).map((amount) => String(amount - 10)),
    oneTime: String(upTo(random, 12)),
  };
}

/** What a customer's row must say. */
function judged({ orders, last, value }: Standing, asOf: number, thresholds: Thresholds) {
  const r = 1 + thresholds.recency.filter((days) => (asOf - last) / DAY_MS <= days).length;
  const f = 1 + thresholds.frequency.filter((least) => least <= orders).length;
  const amount = Number(value) / 10_000;
  const m = value === null ? null : 1 + thresholds.monetary.filter((least) => Number(least) <= amount).length;
  // The functions of one customer say the same.
  expect([
    recencyOf(last, asOf, thresholds),
    frequencyOf(orders, thresholds),
    monetaryOf(value, thresholds),
  ]).toEqual([r, f, m]);
  return { r, f, m, cell: CELL_MAP[r - 1]?.[f - 1] };
}

describe("for any orders, thresholds and instants", () => {
  let context: TestContext;
  beforeAll(async () => {
    context = await testContext({ clock: testClock(START + (DAYS + 1) * DAY_MS) });
    const settings = { timeZone: "UTC", currency: "EUR", activityWindow: { days: 90 } };
    await writeSettings(context.state, settings, context.clock.now());
  });

  it.each(Array.from({ length: 10 }, (_, seed) => seed + 1))(
    "every customer and every move is where a slow evaluator puts it (seed %i)",
    async (seed) => {
      const random = seededRandom(seed);
      await withoutOrders(context.facts);
      // Numbers of their own: merges of earlier rounds stay.
      const first = seed * 1000;
      const size = 5 + upTo(random, 60);
      const told = await fill(context, random, first, size);
      const [kept, gone] = [first + 1, first + 2 + upTo(random, size - 1)];
      await merge(context.facts, gone, kept);
      expect(told.length).toBeGreaterThan(0);
      const movements = told.map((one) => (one.customer === gone ? { ...one, customer: kept } : one));
      const thresholds = randomThresholds(random);
      await changeThresholds(context, { thresholds }, "");
      const asOf = START + (DAYS - upTo(random, 100)) * DAY_MS;
      await customersAgree(context, movements, thresholds, asOf);
      await movesAgree(context, movements, thresholds, asOf, BACKS[upTo(random, BACKS.length)] ?? "month");
    },
  );
});

async function customersAgree(
  context: TestContext,
  movements: readonly Movement[],
  thresholds: Thresholds,
  asOf: number,
): Promise<void> {
  const all = standing(movements, asOf);
  const tierOf = tiersOf(all);
  const question = { asOf: new Date(asOf).toISOString() };
  const { rows, total } = await rfmCustomers(context, listQuestion.parse({ ...question, limit: 200 }));
  expect(total).toBe(all.size);
  const shown = rows.map(({ profileId, r, f, m, cell, tier, orders, revenue }) => [
    Number.parseInt(profileId.slice(2), 36),
    { r, f, m, cell, tier, orders, revenue },
  ]);
  const expected = [...all].map(([customer, one]) => [
    customer,
    {
      ...judged(one, asOf, thresholds),
      tier: tierOf(one.value),
      orders: one.orders,
      revenue: one.value === null ? null : showMoney(one.value),
    },
  ]);
  expect(new Map(shown as [])).toEqual(new Map(expected as []));
  const { squares, kinds, customers } = await rfm(context, question);
  expect(customers).toBe(all.size);
  const counts = (names: readonly string[]) =>
    names.reduce((sum, name) => sum.set(name, (sum.get(name) ?? 0) + 1), new Map<string, number>());
  const of = (parts: readonly (readonly [string, number])[]) =>
    new Map(parts.filter(([, count]) => count > 0));
  const judgements = [...all.values()].map((one) => ({ ...judged(one, asOf, thresholds), one }));
  expect(of(squares.map((square) => [`${square.r} ${square.f}`, square.customers]))).toEqual(
    counts(judgements.map(({ r, f }) => `${r} ${f}`)),
  );
  expect(of(kinds.map((one) => [one.kind, one.customers]))).toEqual(
    counts(judgements.map(({ one }) => kindOf(one.orders, one.value, thresholds))),
  );
}

async function movesAgree(
  context: TestContext,
  movements: readonly Movement[],
  thresholds: Thresholds,
  asOf: number,
  back: (typeof BACKS)[number],
): Promise<void> {
  const question = { asOf: new Date(asOf).toISOString(), back };
  const answer = await flows(context, question);
  const before = Date.parse(answer.before);
  const [now, then] = [standing(movements, asOf), standing(movements, before)];
  const [tierNow, tierThen] = [tiersOf(now), tiersOf(then)];
  const expected = new Map<string, number>();
  for (const [customer, one] of now) {
    const was = then.get(customer);
    const from = was ? `${judged(was, before, thresholds).cell} ${tierThen(was.value)}` : "none none";
    const move = `${from} ${judged(one, asOf, thresholds).cell} ${tierNow(one.value)}`;
    expected.set(move, (expected.get(move) ?? 0) + 1);
  }
  const sum = (wanted: (parts: string[]) => boolean) =>
    [...expected].reduce((all, [move, count]) => all + (wanted(move.split(" ")) ? count : 0), 0);
  for (const { from, to, customers } of answer.cells) {
    expect(customers).toBe(sum(([cell, , cellNow]) => cell === (from ?? "none") && cellNow === to));
  }
  for (const { from, to, customers } of answer.tiers) {
    expect(customers).toBe(sum(([, tier, , now]) => tier === (from ?? "none") && now === to));
  }
  const total = (moves: readonly { customers: number }[]) =>
    moves.reduce((all, { customers }) => all + customers, 0);
  expect([total(answer.cells), total(answer.tiers)]).toEqual([now.size, now.size]);
  const [move] = [...expected.keys()].toSorted();
  const [fromCell, fromTier, cell, tier] = move?.split(" ") ?? [];
  const behind = await rfmCustomers(
    context,
    listQuestion.parse({ ...question, fromCell, fromTier, cell, tier }),
  );
  expect(behind.total).toBe(expected.get(move ?? ""));
}
