import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { testContext, type TestContext } from "../../../test/kit/context.ts";
import { Shop, type CustomerTruth } from "../../../simulator/index.ts";
import { inboxBacklog } from "../inbox/index.ts";
import { loadDemo, shopOf } from "./load.ts";
import { beginDemo, endLoading, handOver, readDemo, type DemoRow } from "./queries.ts";

let context: TestContext;
const ready = new AbortController().signal;

async function begin(customers = 300): Promise<DemoRow | null> {
  const now = context.clock.now();
  return beginDemo(context.state, { customers, seed: 1, currency: "TRY", endsAt: now, now });
}

async function started(customers?: number): Promise<DemoRow> {
  const demo = await begin(customers);
  if (!demo) throw new Error("a demo was there already");
  return demo;
}

describe("the demo shop", () => {
  beforeEach(async () => {
    context = await testContext();
  });

  it("hands over every event, and writes down what is true", async () => {
    await loadDemo(context, await started(), ready);
    const demo = await readDemo(context.state);
    expect(demo).toMatchObject({ state: "loaded", sent: demo?.total });
    expect((await inboxBacklog(context.state)).imported).toBe(demo?.total);
    const truth = JSON.parse(
      await readFile(join(context.dataDir, "demo-truth.json"), "utf8"),
    ) as CustomerTruth[];
    expect(truth).toHaveLength(300);
    expect(truth.reduce((sum, one) => sum + one.events, 0)).toBe(demo?.total);
  });

  it("goes on where it stopped, handing over each event once", async () => {
    const demo = await started();
    const shop = new Shop(shopOf(demo));
    shop.open(demo.customers);
    const first = Array.from({ length: 100 }, () => shop.next()).filter((event) => event !== null);
    await handOver(context.state, demo, first);
    expect((await readDemo(context.state))?.sent).toBe(100);
    await loadDemo(context, (await readDemo(context.state)) ?? demo, ready);
    const rows = await context.state.selectFrom("demo").selectAll().executeTakeFirstOrThrow();
    expect((await inboxBacklog(context.state)).events).toBe(rows.total);
  });

  it("hands nothing over once it is cancelled", async () => {
    const demo = await started();
    expect(await endLoading(context.state, "cancelled", context.clock.now())).toBe(true);
    await loadDemo(context, demo, ready);
    expect((await inboxBacklog(context.state)).events).toBe(0);
    expect((await readDemo(context.state))?.state).toBe("cancelled");
  });

  it("is there at most once", async () => {
    await started();
    expect(await begin()).toBeNull();
  });
});
