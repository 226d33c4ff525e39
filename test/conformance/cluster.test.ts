/** Facts on a cluster of two shards, played by one engine: what can be seen of sharding without servers. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { PARTS, bound, profileOf, sql, stored } from "../../src/core/sql.ts";
import type { Facts } from "../../src/core/facts.ts";
import { migrateFacts, openClickhouse } from "../../src/edges/facts/index.ts";
import { startFront } from "../kit/engines.ts";
import { insertRows, merge, orderRow, refundRow } from "../kit/orders.ts";

const database = `sharded_${process.pid}`;
const ORDERS = 40;
let facts: Facts;
let stop: () => Promise<void>;

beforeAll(async () => {
  const front = await startFront("sharded");
  stop = front.stop;
  facts = await openClickhouse({ url: new URL(`/${database}`, front.url).href, cluster: "main" });
  await migrateFacts(facts, { database, cluster: "main" });
});
afterAll(async () => {
  await facts.close();
  await stop();
});

const number = async (question: ReturnType<typeof sql>) => {
  const [row] = await facts.query<{ n: string }>(question);
  return Number(row?.n);
};
const rows = Array.from({ length: ORDERS }, (_, index) =>
  orderRow(index + 1, Date.UTC(2026, 0, 1), `o${index}`),
);

test("orders are spread over the shards, each with what is derived of it, and asked for as one", async () => {
  await insertRows(facts, "order", rows);
  await insertRows(
    facts,
    "order",
    rows.map((row) => ({ ...row, version: row.version + 1 })),
  );
  const shards = await facts.query<{ shard: number; n: string; own: string }>(sql`
    SELECT _shard_num AS shard, count() AS n, countIf(order_id IN (SELECT order_id FROM order_figure)) AS own
    FROM \`order\` FINAL GROUP BY shard ORDER BY shard`);
  expect(shards.map(({ shard }) => shard)).toEqual([1, 2]);
  expect(shards.reduce((all, { n }) => all + Number(n), 0)).toBe(ORDERS);
  expect(shards.every(({ n, own }) => n === own && Number(n) > 0)).toBe(true);
  expect(await number(sql`SELECT count() AS n FROM order_figure FINAL`)).toBe(ORDERS);
  expect(await number(sql`SELECT count() AS n FROM (SELECT DISTINCT order_id FROM receipt FINAL)`)).toBe(
    ORDERS,
  );
});

test("the same rows under the same token are stored once on every shard", async () => {
  const insert = { table: "refund", token: "once" } as const;
  const refunds = rows.map((row, index) =>
    refundRow(index + 1, Date.UTC(2026, 0, 2), row.order_id, "5", { order_id: row.order_id }),
  );
  const lines = Buffer.from(refunds.map((row) => JSON.stringify(row)).join("\n"));
  for (let again = 0; again < 2; again += 1) await facts.insert({ ...insert, rows: lines });
  expect(await number(sql`SELECT count() AS n FROM refund`)).toBe(ORDERS);
});

test("a question within a question, and a join, see the rows of all shards", async () => {
  const both = sql`SELECT count() AS n FROM \`order\` AS o FINAL JOIN refund AS r FINAL
    ON r.shop = o.shop AND r.order_id = o.order_id WHERE o.handle_id IN (SELECT handle_id FROM refund)`;
  expect(await number(both)).toBe(ORDERS);
});

test("a merge moves handles in questions that run on every shard", async () => {
  await merge(facts, [2, 3, 4], 1);
  const customers = sql`SELECT uniqExact(${profileOf(sql`handle_id`)}) AS n FROM \`order\` FINAL`;
  expect(await number(customers)).toBe(ORDERS - 3);
});

test("what is deleted goes from every shard, and the files of all servers are asked", async () => {
  await facts.command(sql`DELETE FROM ${stored("order")} WHERE handle_id <= ${bound("UInt64", ORDERS / 2)}`);
  expect(await number(sql`SELECT count() AS n FROM \`order\` FINAL`)).toBe(ORDERS / 2);
  const left = sql`SELECT uniqExact(table) AS n FROM ${PARTS}
    WHERE database = (SELECT currentDatabase()) AND has_lightweight_delete`;
  expect(await number(left)).toBe(1);
});
