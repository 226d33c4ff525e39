/**
 * Whatever was ordered, whatever the window, the period and the zone: the reconciliation closes, the
 * customers behind each figure are as many as it says, and an independent reckoning agrees.
 */
import { beforeAll, describe, expect, it } from "vitest";
import type { Facts } from "../../src/core/facts.ts";
import { type Money, parseMoney, showMoney } from "../../src/core/money.ts";
import { type Random, seededRandom } from "../../src/core/random.ts";
import type { OrderRow, RefundRow } from "../../src/core/rows.ts";
import { boundaries, DAY_MS, type FigureBasis, type Span, spansOf } from "../../src/measure/basis/index.ts";
import { PERIODS } from "../../src/measure/basis/contract.ts";
import { cohortCounts } from "../../src/measure/cohorts/queries.ts";
import { CUSTOMER_SETS } from "../../src/measure/customers/contract.ts";
import { countStanding } from "../../src/measure/customers/queries.ts";
import { setCondition } from "../../src/measure/customers/set-queries.ts";
import { reconcile } from "../../src/measure/retention/queries.ts";
import { orderSums, refundSums } from "../../src/measure/revenue/queries.ts";
import { reconcileRevenue } from "../../src/measure/revenue/revenue.ts";
import { testBasis } from "../kit/basis.ts";
import { testFacts } from "../kit/facts.ts";
import { insertRows, orderRow, refundRow, withoutOrders } from "../kit/orders.ts";

const START = Date.UTC(2025, 1, 1);
const END = Date.UTC(2025, 11, 20);

/** Orders that count, by customer, ascending. */
type Truth = Map<number, number[]>;

function pick<Item>(random: Random, items: readonly Item[]): Item {
  const item = items[Math.floor(random.next() * items.length)];
  if (item === undefined) throw new Error("nothing to pick from");
  return item;
}

function cents(random: Random): string {
  return showMoney(BigInt(Math.floor(random.next() * 5_000_000)));
}

/** A shop's orders at random instants, some of them on the very edges of days; some changed or cancelled later. */
function randomOrders(random: Random): {
  orders: OrderRow[];
  refunds: RefundRow[];
  truth: Truth;
  paid: Money;
} {
  const orders: OrderRow[] = [];
  const refunds: RefundRow[] = [];
  const truth: Truth = new Map();
  let paid = 0n;
  for (let index = 0; index < 400; index += 1) {
    const customer = 1 + Math.floor(random.next() ** 2 * 60);
    const anywhere = START + Math.floor(random.next() * (END - START));
    const at = random.next() < 0.2 ? Math.floor(anywhere / 3_600_000) * 3_600_000 : anywhere;
    const amount = cents(random);
    const kind = pick(random, ["paid", "paid", "paid", "cancelled", "changed", "anonymous", "claimed"]);
    const row = orderRow(customer, at, `o${index}`, { gross: amount });
    if (kind === "anonymous") orders.push({ ...row, anonymous: 1 });
    else if (kind === "claimed") orders.push({ ...row, trust: "claimed" });
    else orders.push(kind === "changed" ? { ...row, gross: "99999", version: 0 } : row);
    if (kind === "changed") orders.push(row);
    if (kind === "cancelled") orders.push({ ...row, status: "cancelled", version: 2 });
    if (kind === "paid" || kind === "changed") truth.set(customer, [...(truth.get(customer) ?? []), at]);
    if (kind === "paid" || kind === "changed" || kind === "anonymous") paid += parseMoney(amount) ?? 0n;
    if (kind === "paid" && random.next() < 0.1) {
      const goods = cents(random);
      refunds.push(refundRow(customer, at + DAY_MS, `r${index}`, goods));
      paid -= parseMoney(goods) ?? 0n;
    }
  }
  for (const times of truth.values()) times.sort((left, right) => left - right);
  return { orders, refunds, truth, paid };
}

/** The sets of one period, reckoned customer by customer. */
function reckon(truth: Truth, span: Span, basis: FigureBasis): Record<string, number> {
  const end = Math.min(span.to, basis.asOf);
  const window = basis.window.days * DAY_MS;
  const count = (wanted: (times: number[]) => boolean) =>
    [...truth.values()].filter((times) => wanted(times.filter((at) => at < basis.asOf))).length;
  const active = (times: number[], instant: number) =>
    times.some((at) => at >= instant - window && at < instant);
  const begins = (times: number[]) => times[0] !== undefined && times[0] >= span.from && times[0] < end;
  return {
    opening: count((times) => active(times, span.from)),
    closing: count((times) => active(times, end)),
    retained: count((times) => active(times, span.from) && active(times, end)),
    lost: count((times) => active(times, span.from) && !active(times, end)),
    new: count((times) => active(times, end) && !active(times, span.from) && begins(times)),
    won_back: count((times) => active(times, end) && !active(times, span.from) && !begins(times)),
    joined_and_left: count((times) => begins(times) && !active(times, end)),
    ordered: count((times) => times.some((at) => at >= span.from && at < end)),
  };
}

describe("for any orders, window, period and zone", () => {
  let facts: Facts;
  beforeAll(async () => {
    facts = await testFacts();
  });

  it.each(Array.from({ length: 12 }, (_, seed) => seed + 1))(
    "the table closes, its sets have its sizes and an oracle agrees (seed %i)",
    async (seed) => {
      const random = seededRandom(seed);
      const { orders, refunds, truth, paid } = randomOrders(random);
      await withoutOrders(facts);
      await insertRows(facts, "order", orders);
      await insertRows(facts, "refund", refunds);
      const basis = testBasis({
        asOf: pick(random, [END + 5 * DAY_MS, END - 20 * DAY_MS]),
        currency: "EUR",
        timeZone: pick(random, ["UTC", "Europe/Istanbul", "America/New_York"]),
        firstWeekday: pick(random, [1, 6, 7]),
        window: { days: 1 + Math.floor(random.next() * 120), chosenBy: "person" },
      });
      const period = pick(random, PERIODS);
      const spans = spansOf({ from: "2025-01-15" }, period, basis, basis.asOf);
      const rows = await reconcile(facts, basis, spans);
      for (const [index, span] of spans.entries()) {
        const row = rows[index];
        if (!row) throw new Error("a period is missing");
        expect(row.opening + row.new + row.wonBack - row.lost).toBe(row.closing);
        const { opening, closing, lost, new: added, won_back, joined_and_left } = reckon(truth, span, basis);
        expect({ ...row, born: 0 }).toEqual({
          opening,
          closing,
          lost,
          new: added,
          wonBack: won_back,
          joinedAndLeft: joined_and_left,
          born: 0,
        });
      }
      await setsAgree(facts, basis, truth, pick(random, spans), period);
      await cohortsAgree(facts, basis, truth, spans);
      const whole = { ...basis, asOf: END + 5 * DAY_MS };
      const edges = [1, whole.asOf];
      const sums = [await orderSums(facts, whole, edges), await refundSums(facts, whole, edges)] as const;
      expect(reconcileRevenue(...sums).total).toBe(showMoney(paid));
    },
  );
});

async function setsAgree(
  facts: Facts,
  basis: FigureBasis,
  truth: Truth,
  span: Span,
  period: (typeof PERIODS)[number],
): Promise<void> {
  const sizes = reckon(truth, span, basis);
  for (const set of CUSTOMER_SETS) {
    const size = sizes[set];
    if (size === undefined) continue;
    const condition = setCondition({ set, period, day: span.day }, basis);
    const scale = { tiers: { high: 1, medium: 1 }, groupP90Days: 30 };
    const listing = { sort: "revenue", descending: true, limit: 1, offset: 0, set: condition } as const;
    expect({ set, size: await countStanding(facts, basis, scale, listing) }).toEqual({ set, size });
  }
}

async function cohortsAgree(
  facts: Facts,
  basis: FigureBasis,
  truth: Truth,
  spans: readonly Span[],
): Promise<void> {
  const edges = boundaries(spans, basis.asOf);
  const cells = await cohortCounts(facts, basis, edges);
  const index = (at: number) => spans.findIndex((span) => at >= span.from && at < span.to);
  const expected = new Map<string, number>();
  for (const all of truth.values()) {
    const times = all.filter((at) => at < basis.asOf);
    const first = times[0];
    if (first === undefined) continue;
    for (const later of new Set(times.map(index))) {
      const key = `${index(first)}:${later}`;
      expected.set(key, (expected.get(key) ?? 0) + 1);
    }
  }
  expect(new Map(cells.map((cell) => [`${cell.cohort}:${cell.period}`, cell.customers]))).toEqual(
    new Map([...expected].sort((left, right) => compare(left[0], right[0]))),
  );
}

function compare(left: string, right: string): number {
  const [a = 0, b = 0] = left.split(":").map(Number);
  const [c = 0, d = 0] = right.split(":").map(Number);
  return a - c || b - d;
}
