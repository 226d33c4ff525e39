import { existsSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { testApp, type TestApp } from "../../../test/kit/app.ts";
import { sql } from "../../core/sql.ts";
import { drainInbox } from "../../pipeline.ts";
import type { Demo } from "./contract.ts";
import { workOffDemo } from "./jobs.ts";

const CUSTOMERS = 50;
const goingOn = new AbortController().signal;

describe("the demo shop over HTTP", () => {
  let kit: TestApp;

  beforeEach(async () => {
    kit = await testApp();
  });

  async function call(method: "GET" | "POST" | "DELETE", path = "", payload?: object) {
    const url = `/api/v1/demo${path}`;
    const headers = kit.owner;
    const answer = await kit.app.inject({ method, url, headers, ...(payload && { payload }) });
    return { status: answer.statusCode, body: answer.json<Demo & { error: object }>() };
  }

  const start = () => call("POST", "", { customers: CUSTOMERS, seed: 1 });
  const work = () => workOffDemo(kit.context, [], goingOn);
  const storedEvents = async () => {
    const [row] = await kit.context.facts.query<{ events: string }>(sql`
      SELECT toString((SELECT count() FROM event) + (SELECT count() FROM \`order\`) + (SELECT count() FROM refund)
        + (SELECT count() FROM message)) AS events`);
    return Number(row?.events);
  };

  it("is none at first: there is nothing to cancel (409) or to remove (404)", async () => {
    expect((await call("GET")).body).toMatchObject({ state: "none", customers: null, sent: 0 });
    expect(await call("POST", "/cancel")).toMatchObject({
      status: 409,
      body: { error: { code: "conflict" } },
    });
    expect(await call("DELETE")).toMatchObject({ status: 404, body: { error: { code: "not_found" } } });
  });

  it.each([
    [{ customers: 0, seed: 1 }, "customers"],
    [{ customers: "many", seed: 1 }, "customers"],
    [{ customers: 10, seed: -1 }, "seed"],
  ])("refuses %j, naming the field", async (payload, field) => {
    expect(await call("POST", "", payload)).toMatchObject({ status: 400, body: { error: { field } } });
  });

  it("is loaded once; a second is refused (409) with what to do", async () => {
    expect(await start()).toMatchObject({ status: 202, body: { state: "loading", customers: CUSTOMERS } });
    expect(await start()).toMatchObject({
      status: 409,
      body: { error: { code: "conflict", fix: expect.stringContaining("Remove it first") } },
    });
    await work();
    const waiting = (await call("GET")).body;
    expect(waiting).toMatchObject({ state: "storing", sent: waiting.total, waiting: waiting.total });
    await drainInbox(kit.context);
    expect((await call("GET")).body).toMatchObject({ state: "loaded", waiting: 0 });
    expect(await call("POST", "/cancel")).toMatchObject({ status: 409 });
  });

  it("can be cancelled while it loads, and nothing more comes", async () => {
    await start();
    expect((await call("POST", "/cancel")).body.state).toBe("cancelled");
    await work();
    expect((await call("GET")).body).toMatchObject({ state: "cancelled", sent: 0, waiting: 0 });
  });

  it("is gone without a trace when it is removed, and can be loaded again", async () => {
    await start();
    await work();
    await drainInbox(kit.context);
    expect(await storedEvents()).toBeGreaterThan(0);
    const truth = join(kit.context.dataDir, "demo-truth.json");
    expect(existsSync(truth)).toBe(true);
    expect(await call("DELETE")).toMatchObject({ status: 202, body: { state: "removing" } });
    await work();
    expect((await call("GET")).body.state).toBe("none");
    expect(await storedEvents()).toBe(0);
    expect(existsSync(truth)).toBe(false);
    expect((await start()).status).toBe(202);
  });
});
