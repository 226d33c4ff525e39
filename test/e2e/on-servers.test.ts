/** The whole program on a Postgres and a ClickHouse server: no store of its own. */
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { migrateFacts, openClickhouse } from "../../src/edges/facts/index.ts";
import { migrateState, openState } from "../../src/edges/state/index.ts";
import { clickhouseServer } from "../kit/engines.ts";
import { config } from "../kit/environment.ts";
import { eventually } from "../kit/eventually.ts";
import { quiet } from "../kit/log.ts";
import { type RunningServer, startServer } from "../kit/server.ts";
import { testDatabase } from "../kit/state.ts";

const dataDir = mkdtempSync(join(tmpdir(), "tenure-on-servers-"));
const stops: (() => Promise<unknown>)[] = [];
const database = `${config.databasePrefix}_program_${process.pid}`;
let environment: Record<string, string>;
let server: RunningServer;

beforeAll(async () => {
  const clickhouse = await clickhouseServer();
  stops.push(clickhouse.stop);
  const state = await testDatabase();
  stops.push(state.drop);
  environment = {
    DATABASE_URL: state.url,
    CLICKHOUSE_URL: new URL(`/${database}`, clickhouse.url).href,
    CLICKHOUSE_CLUSTER: config.clickhouseCluster ?? "",
  };
  server = await startServer(dataDir, undefined, { environment });
}, 120_000);

afterAll(async () => {
  await server.stop();
  for (const stop of stops.toReversed()) await stop();
  rmSync(dataDir, { recursive: true, force: true });
});

type Customers = { rows: { id: string; figures: { orders: number; revenue: string } }[] };

async function customers(): Promise<Customers["rows"]> {
  const { body } = await server.ask<Customers>("GET", "/api/v1/customers?search=ada@example.com");
  return body.rows;
}

test("what an SDK sends becomes a customer with figures", async () => {
  const { body: source } = await server.ask<{ writeKey: string }>("POST", "/api/v1/sources", {
    name: "Shop",
    kind: "server",
  });
  const order = (order_id: string, day: number) => ({
    type: "track",
    event: "Order Completed",
    userId: "ada",
    timestamp: `2026-01-0${day}T12:00:00Z`,
    properties: {
      order_id,
      currency: "EUR",
      total: 20,
      products: [{ product_id: "tea", price: 20, quantity: 1 }],
    },
  });
  const traits = { email: "ada@example.com", name: "Ada" };
  const batch = [{ type: "identify", userId: "ada", traits }, order("1", 2), order("2", 5)];
  const answer = await fetch(`${server.url}/v1/batch`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ writeKey: source.writeKey, batch }),
  });
  expect(answer.status).toBe(200);
  const [ada] = await eventually(async () => {
    const rows = await customers();
    return rows[0]?.figures.orders === 2 ? rows : null;
  }, "both orders are in the figures");
  expect(ada?.figures).toMatchObject({ orders: 2, revenue: "40" });
  const retention = await server.ask<{ rows: unknown[] }>(
    "GET",
    "/api/v1/figures/retention?from=2026-01-01&to=2026-01-31&period=month&asOf=2026-02-10T00:00:00Z",
  );
  expect(retention.status).toBe(200);
  expect(retention.body.rows).toHaveLength(1);
});

test("the data folder holds neither store", () => {
  expect(readdirSync(dataDir)).not.toContain("postgres");
  expect(readdirSync(dataDir)).not.toContain("facts");
});

test("a second start finds everything as it was, and nothing to migrate", async () => {
  expect(await server.stop()).toBe(0);
  const { DATABASE_URL: url = "", CLICKHOUSE_URL: facts = "" } = environment;
  const cluster = config.clickhouseCluster;
  const state = openState({ connection: { url }, log: quiet, size: 1 });
  expect(await migrateState(state)).toEqual([]);
  await state.destroy();
  const clickhouse = await openClickhouse({ url: facts, cluster });
  expect(await migrateFacts(clickhouse, { database, cluster })).toEqual([]);
  await clickhouse.close();
  server = await startServer(dataDir, undefined, { environment });
  expect(await customers()).toHaveLength(1);
});
