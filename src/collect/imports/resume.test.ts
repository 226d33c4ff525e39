import { describe, expect, it } from "vitest";
import { drainInbox } from "../../pipeline.ts";
import { sql } from "../../core/sql.ts";
import { testApp } from "../../../test/kit/app.ts";
import type { ImportView } from "./contract.ts";
import { workOffImports } from "./index.ts";

const ORDERS = 7_000;
const FILE = [
  "order_id,date,total,customer_id",
  ...Array.from({ length: ORDERS }, (_, index) => `${index},2026-01-02T10:00:00Z,10,c${index % 500}`),
].join("\n");

async function started() {
  const server = await testApp();
  const headers = { ...server.owner, "content-type": "text/csv" };
  const url = "/api/v1/imports?filename=orders.csv&kind=orders";
  const { id } = (
    await server.app.inject({ method: "POST", url, headers, payload: FILE })
  ).json() as ImportView;
  await server.app.inject({ method: "POST", url: `/api/v1/imports/${id}/start`, headers: server.owner });
  const view = async () =>
    (
      await server.app.inject({ method: "GET", url: `/api/v1/imports/${id}`, headers: server.owner })
    ).json() as ImportView;
  const handedOver = async () =>
    (await server.context.state.selectFrom("import").select("handed_over").executeTakeFirstOrThrow())
      .handed_over;
  return { ...server, id, view, handedOver };
}

/** Runs the worker and stops it as soon as some events were handed over. */
async function killedMidway(kit: Awaited<ReturnType<typeof started>>): Promise<void> {
  const kill = new AbortController();
  const run = workOffImports(kit.context, [], kill.signal);
  while ((await kit.handedOver()) === 0) await new Promise((resolve) => setImmediate(resolve));
  kill.abort();
  await run;
}

describe("an import whose worker is killed", { timeout: 120_000 }, () => {
  it("goes on where it stopped: nothing is lost, nothing comes twice", async () => {
    const kit = await started();
    await killedMidway(kit);
    const before = await kit.handedOver();
    expect(before).toBeGreaterThan(0);
    expect(before).toBeLessThan(ORDERS);
    expect((await kit.view()).status).toBe("running");

    const work = workOffImports(kit.context, [], new AbortController().signal);
    while ((await kit.view()).status !== "done") await drainInbox(kit.context);
    await work;

    const { report } = await kit.view();
    expect(report).toMatchObject({ rows: ORDERS, orders: ORDERS, duplicates: 0, lines: { orders: ORDERS } });
    const [row] = await kit.context.facts.query(
      sql`SELECT toString(count()) AS events, toString(uniqExact(message_id)) AS messages, toString(uniqExact(order_id)) AS orders FROM event`,
    );
    expect(row).toEqual({ events: String(ORDERS), messages: String(ORDERS), orders: String(ORDERS) });
  });

  it("can be cancelled; what was taken stays until it is undone", async () => {
    const kit = await started();
    await killedMidway(kit);
    await kit.app.inject({ method: "POST", url: `/api/v1/imports/${kit.id}/cancel`, headers: kit.owner });
    const taken = await kit.handedOver();
    await workOffImports(kit.context, [], new AbortController().signal);
    expect((await kit.view()).status).toBe("cancelled");
    expect(await kit.handedOver()).toBe(taken);

    await drainInbox(kit.context);
    await kit.app.inject({ method: "POST", url: `/api/v1/imports/${kit.id}/undo`, headers: kit.owner });
    await workOffImports(kit.context, [], new AbortController().signal);
    expect((await kit.view()).status).toBe("undone");
    const [row] = await kit.context.facts.query(sql`SELECT toString(count()) AS events FROM event`);
    expect(row).toEqual({ events: "0" });
  });
});
