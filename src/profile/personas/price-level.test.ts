/** Where customers buy within the prices of a category, held against a slow evaluator over the raw orders. */
import { beforeAll, expect, test } from "vitest";
import { testContext, type TestContext } from "../../../test/kit/context.ts";
import { insertRows, orderRow } from "../../../test/kit/orders.ts";
import { type Random, seededRandom } from "../../core/random.ts";
import type { Item } from "../../core/rows.ts";
import { countedRows } from "../../measure/basis/index.ts";
import { behaviour } from "./queries.ts";
import { priceWord } from "./prices-contract.ts";

const DAY = 86_400_000;

type Line = { category: string; quantity: number; price: number; discount: number };
type Order = { customer: number; at: number; currency: string; discount: number; lines: Line[] };

let context: TestContext;
let now: number;
let orders: Order[];

const between = (random: Random, least: number, most: number) =>
  least + Math.floor(random.next() * (most - least + 1));

/** Dear tea is for even customers; coffee is at one price; chairs are bought seldom; some goods have no category. */
function lineOf(random: Random, customer: number): Line {
  const category = ["tea", "tea", "tea", "coffee", "", "cups"][between(random, 0, 5)] ?? "";
  const dear = customer % 2 === 0 ? 4 : 1;
  const price = category === "coffee" ? 10 : between(random, 5, 9) * dear;
  return { category, quantity: between(random, 1, 3), price, discount: 0 };
}

function orderOf(random: Random): Order {
  const customer = between(random, 1, 60);
  const lines = Array.from({ length: between(random, 1, 3) }, () => lineOf(random, customer));
  if (random.next() < 0.03) lines.push({ category: "chairs", quantity: 1, price: customer, discount: 0 });
  const [byLine, byOrder] = [random.next() < 0.2, random.next() < 0.2];
  if (byLine) for (const line of lines) line.discount = line.quantity * between(random, 0, 2);
  const gross = lines.reduce((sum, { price, quantity }) => sum + price * quantity, 0);
  const given = lines.reduce((sum, { discount }) => sum + discount, 0);
  const discount = given > 0 ? given : byOrder ? Math.floor(gross / 4) : 0;
  const currency = random.next() < 0.1 ? "TRY" : "EUR";
  return { customer, at: now - between(random, 1, 500) * DAY, currency, discount, lines };
}

/** A unit's price as it was paid, in hundredths. */
function centsOf({ discount, lines }: Order, line: Line): number {
  const gross = lines.reduce((sum, { price, quantity }) => sum + price * quantity, 0);
  const byLine = lines.some((one) => one.discount > 0);
  const paid = byLine
    ? line.price - line.discount / line.quantity
    : line.price * ((gross - discount) / gross);
  return Math.round(100 * paid);
}

/** Levels by customer, each unit looked up among all of its category, one by one. */
function slowly(): Map<number, number> {
  const bought = orders
    .filter(({ at }) => at > now - 365 * DAY)
    .flatMap((order) =>
      order.lines.map((line) => ({
        ...{ customer: order.customer, shelf: `${line.category} ${order.currency}` },
        ...{ category: line.category, quantity: line.quantity, cents: centsOf(order, line) },
      })),
    );
  const units = bought.flatMap((one) => Array.from({ length: one.quantity }, () => one));
  const shelves = Map.groupBy(bought, ({ shelf }) => shelf);
  const says = (shelf: string) => {
    const lines = shelves.get(shelf) ?? [];
    return lines.length >= 30 && new Set(lines.map(({ cents }) => cents)).size > 1;
  };
  const own = Map.groupBy(
    bought.filter(({ category, shelf }) => category !== "" && says(shelf)),
    ({ customer }) => customer,
  );
  const levels = new Map<number, number>();
  for (const [customer, lines] of own) {
    if (lines.length < 3) continue;
    let [sum, count] = [0, 0];
    for (const line of lines) {
      const among = units.filter(({ shelf }) => shelf === line.shelf);
      const less = among.filter(({ cents }) => cents < line.cents).length;
      const same = among.filter(({ cents }) => cents === line.cents).length;
      sum += line.quantity * ((less + same / 2) / among.length);
      count += line.quantity;
    }
    levels.set(customer, sum / count);
  }
  return levels;
}

beforeAll(async () => {
  context = await testContext();
  now = context.clock.now();
  await context.state.updateTable("workspace").set({ currency: "EUR" }).execute();
  const random = seededRandom(7);
  orders = Array.from({ length: 240 }, () => orderOf(random));
  const rows = orders.map(({ customer, at, currency, discount, lines }, place) => {
    const gross = lines.reduce((sum, { price, quantity }) => sum + price * quantity, 0);
    const items = lines.map((line): Item => ({
      ...{ product_id: "", sku: "", name: "", category: line.category },
      ...{ quantity: `${line.quantity}`, price: `${line.price}`, discount: `${line.discount}` },
    }));
    return orderRow(customer, at, `o${place}`, {
      gross: `${gross}`,
      discount: `${discount}`,
      currency,
      items,
    });
  });
  await insertRows(context.facts, "order", rows);
}, 120_000);

async function levels(): Promise<Map<number, number | null>> {
  const vocabulary = { channels: [], categories: [], products: [] };
  const found = new Map<number, number | null>();
  const counted = await countedRows(context);
  for (const rest of [0, 1]) {
    const part = { rest, of: 2 };
    for await (const rows of behaviour(context.facts, counted, vocabulary, { now, part })) {
      for (const { id, priceLevel } of rows) found.set(Number(id), priceLevel);
    }
  }
  return found;
}

test("is that of a slow evaluator, and not known of who bought too little", async () => {
  const [found, expected] = [await levels(), slowly()];
  expect(found.size).toBe(new Set(orders.map(({ customer }) => customer)).size);
  const known = [...found].filter(([, level]) => level !== null);
  expect(known.length).toBeLessThan(found.size);
  expect(known.map(([customer]) => customer).toSorted((a, b) => a - b)).toEqual(
    [...expected.keys()].toSorted((a, b) => a - b),
  );
  for (const [customer, level] of known) expect(level).toBeCloseTo(expected.get(customer) ?? -1, 9);
});

test("who buys the dear ones stands above who buys the cheap ones", async () => {
  const known = [...(await levels())].flatMap(([customer, level]) =>
    level === null ? [] : [[customer, level] as const],
  );
  const mean = (rest: number) => {
    const own = known.filter(([customer]) => customer % 2 === rest);
    return own.reduce((sum, [, level]) => sum + level, 0) / own.length;
  };
  expect([priceWord(mean(0)), priceWord(mean(1))]).toEqual(["premium", "cheap"]);
  expect(priceWord(0.5)).toBe("middle");
});
