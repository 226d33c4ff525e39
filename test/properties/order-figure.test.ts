/**
 * The narrow table of what figures ask for holds the same orders as `order`, whatever was inserted
 * (once, again, in later versions) and taken away.
 */
import { beforeAll, describe, expect, it } from "vitest";
import type { Facts } from "../../src/core/facts.ts";
import { asId, type HandleId, type ImportId } from "../../src/core/ids.ts";
import { seededRandom } from "../../src/core/random.ts";
import { factTime, type OrderRow } from "../../src/core/rows.ts";
import { bound, sql } from "../../src/core/sql.ts";
import { eraseFacts } from "../../src/collect/inbox/erase-facts-queries.ts";
import { deleteImported } from "../../src/collect/imports/fact-queries.ts";
import { dropOrderRows } from "../../src/collect/imports/order-queries.ts";
import { testFacts } from "../kit/facts.ts";
import { orderRow, withoutOrders } from "../kit/orders.ts";

const START = Date.UTC(2026, 0, 1);
const COLUMNS = sql`shop, order_id, toString(version) AS v, toString(handle_id) AS handle, anonymous, toString(at) AS at_text,
  status, currency, toString(gross) AS g, toString(discount) AS d, toString(shipping) AS s, toString(tax) AS t,
  toString(other) AS o, toString(total) AS sum, coupon != '' AS discounted, country, channel, source_id, import_id,
  trust, toString(received_at) AS received`;

describe("what figures read of orders", () => {
  let facts: Facts;
  beforeAll(async () => {
    facts = await testFacts();
  });

  const expectSame = async (least: number) => {
    const [orders, figures] = await Promise.all([
      facts.query(sql`SELECT ${COLUMNS} FROM \`order\` FINAL ORDER BY shop, order_id`),
      facts.query(sql`SELECT ${COLUMNS} FROM order_figure FINAL ORDER BY shop, order_id`),
    ]);
    expect(orders.length).toBeGreaterThanOrEqual(least);
    expect(figures).toEqual(orders);
  };
  const insert = (rows: readonly OrderRow[], token: string) =>
    facts.insert({
      table: "order",
      rows: Buffer.from(rows.map((row) => JSON.stringify(row)).join("\n")),
      token,
    });

  it.each([1, 2, 3])("is what the orders say (seed %i)", async (seed) => {
    const random = seededRandom(seed);
    const whole = (below: number) => Math.floor(random.next() * below);
    await withoutOrders(facts);
    for (let batch = 0; batch < 12; batch += 1) {
      const rows = Array.from({ length: 25 }, () =>
        orderRow(1 + whole(30), START + whole(1e9), String(whole(2000)), {
          version: batch * 10 + whole(15),
          gross: String(whole(10_000) / 100),
          import_id: whole(3),
          coupon: random.next() < 0.3 ? "HELLO" : "",
          status: random.next() < 0.2 ? "cancelled" : "paid",
          received_at: factTime(START + whole(1e10)),
        }),
      );
      // Of one order's versions in a batch the last counts; equal ones in two batches must agree.
      const latest = new Map(rows.map((row) => [row.order_id, row]));
      await insert([...latest.values()], `order figures ${seed} ${batch}`);
      // Sent again, as after a crash before the answer was heard.
      if (batch % 3 === 0) await insert([...latest.values()], `order figures ${seed} ${batch}`);
    }
    await expectSame(100);
    const receipts = async () =>
      Number(
        (
          await facts.query<{ n: string }>(
            sql`SELECT count() AS n FROM receipt WHERE import_id = 1 OR handle_id = 5 OR order_id = '7'`,
          )
        )[0]?.n,
      );
    await deleteImported(facts, asId<ImportId>(1), ["order", "refund"]);
    await expectSame(50);
    await eraseFacts(facts, sql`handle_id IN ${bound("Array(UInt64)", [asId<HandleId>(5)])}`);
    await dropOrderRows(facts, [{ shop: "main", orderId: "7", refundId: "" }]);
    await expectSame(50);
    expect(await receipts()).toBe(0);
  });
});
