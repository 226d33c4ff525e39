/** What the thresholds do, and joining by itself, on the real engines. */
import { beforeEach, describe, expect, test } from "vitest";
import { Shop } from "../../../test/kit/matches.ts";
import type { IdentityAnswer } from "../graph/contract.ts";
import type { MatchRun, RunsAnswer, SettingsAnswer } from "./model-contract.ts";

const SETTINGS = { upper: 0.9, lower: 0.3, above: "propose", automatic: true };

describe("the settings", () => {
  let shop: Shop;
  beforeEach(async () => {
    shop = await Shop.open(40);
    await shop.match();
  });

  test("are previewed before they are saved", async () => {
    const { likely } = await shop.queue();
    const wanted = { ...SETTINGS, above: "merge" };
    const { body } = await shop.ask<SettingsAnswer>("PUT", "/settings?preview=true", wanted);
    expect(body.joins).toBeGreaterThan(likely * 0.8);
    expect(body.joins + body.likely).toBe(likely);
    expect((await shop.ask<SettingsAnswer>("GET", "/settings")).body).toMatchObject({
      ...SETTINGS,
      joins: 0,
    });
  });

  test("refuse a lower threshold above the upper one, naming the field", async () => {
    expect(await shop.ask("PUT", "/settings", { ...SETTINGS, lower: 0.95 })).toMatchObject({
      status: 400,
      body: { error: { field: "lower", reason: "matches.thresholds" } },
    });
  });

  test("that say merge are corrected by whoever parts two of those: it teaches the next run", async () => {
    await shop.ask("PUT", "/settings", { ...SETTINGS, above: "merge" });
    await shop.work();
    const together = await shop.profile("web-7");
    const { body } = await shop.ask<IdentityAnswer>("GET", `/api/v1/customers/${together}/identity`);
    const undo = `/api/v1/identity/merges/${body.merges[0]?.id}/undo`;
    expect((await shop.ask("POST", undo, { reason: "Two brothers" })).status).toBe(200);
    await shop.match();
    expect((await shop.model()).labels).toBe(1);
    expect(await shop.profile("till-7")).not.toBe(await shop.profile("web-7"));
  });

  test("that say merge join what is sure, each with its reason, undone one by one and by run", async () => {
    const { likely } = await shop.queue();
    await shop.ask("PUT", "/settings", { ...SETTINGS, above: "merge" });
    await shop.work();
    const [run] = (await shop.ask<RunsAnswer>("GET", "/runs")).body.runs;
    expect(run?.joined).toBeGreaterThan(likely * 0.8);
    const together = await shop.profile("web-7");
    expect(await shop.profile("till-7")).toBe(together);
    const { body } = await shop.ask<IdentityAnswer>("GET", `/api/v1/customers/${together}/identity`);
    expect(body.judgements).toMatchObject([
      {
        kind: "joined",
        saidBy: `matching ${run?.id}`,
        reason: expect.stringMatching(/^matching, chance 0\.9\d$/),
      },
    ]);

    const one = `/api/v1/identity/judgements/${body.judgements[0]?.id}/withdraw`;
    expect((await shop.ask("POST", one, { reason: "Two brothers" })).status).toBe(200);
    await shop.work();
    expect(await shop.profile("till-7")).not.toBe(await shop.profile("web-7"));

    expect(
      (await shop.ask<MatchRun>("POST", `/runs/${run?.id}/undo`, { reason: "Too early" })).body.status,
    ).toBe("undoing");
    await shop.work();
    expect((await shop.ask<MatchRun>("GET", `/runs/${run?.id}`)).body).toMatchObject({
      status: "done",
      joined: 0,
      undoneAt: expect.any(String),
    });
    await shop.match();
    expect(await shop.profile("till-8")).not.toBe(await shop.profile("web-8"));
    expect((await shop.queue()).pairs.filter(({ takenBack }) => takenBack).length).toBeGreaterThan(20);
  });
});
