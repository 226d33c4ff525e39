/** A process that dies in the middle of a matching, whatever it was doing. */
import { beforeEach, describe, expect, test } from "vitest";
import { Shop } from "../../../test/kit/matches.ts";
import type { Facts } from "../../core/facts.ts";
import { Problem } from "../../core/problem.ts";
import { profileRecords } from "../../profile/traits/index.ts";
import type { MatchRun, RunsAnswer } from "./model-contract.ts";
import { workOffMatches } from "./jobs.ts";

const SETTINGS = { upper: 0.9, lower: 0.3, above: "merge", automatic: true };
const goingOn = new AbortController().signal;

let shop: Shop;
beforeEach(async () => {
  shop = await Shop.open(40);
});

/** Facts that die at the nth call of a kind. */
function dying(facts: Facts, kind: "command" | "insert", nth: number): Facts {
  let calls = 0;
  const count = () => {
    calls += 1;
    if (calls === nth) throw new Problem("unavailable", "killed");
  };
  return {
    query: (question, options) => facts.query(question, options),
    stream: (question, options) => facts.stream(question, options),
    async command(statement, options) {
      if (kind === "command") count();
      await facts.command(statement, options);
    },
    async insert(rows) {
      if (kind === "insert") count();
      await facts.insert(rows);
    },
    reloadProfiles: () => facts.reloadProfiles(),
    ping: () => facts.ping(),
    close: () => facts.close(),
  };
}

const workWith = (facts: Facts) => workOffMatches({ ...shop.kit.context, facts }, profileRecords, goingOn);
const latest = async (): Promise<MatchRun | undefined> =>
  (await shop.ask<RunsAnswer>("GET", "/runs")).body.runs[0];

describe("a matching whose process dies", () => {
  test.each([5, 14, 25])(
    "at statement %i keeps nothing, and is begun again by the next process",
    async (nth) => {
      await shop.ask("POST", "/runs");
      await expect(workWith(dying(shop.kit.context.facts, "command", nth))).rejects.toThrow("killed");
      expect(await latest()).toMatchObject({ status: "running", records: null, waiting: 0 });
      await shop.work();
      expect(await latest()).toMatchObject({ status: "done", records: 80 });
      const { likely } = await shop.queue();
      await shop.match();
      expect((await shop.queue()).likely).toBe(likely);
    },
  );

  test("while it joins goes on where it stopped: nobody is joined twice, facts and state agree", async () => {
    await shop.ask("PUT", "/settings", SETTINGS);
    await shop.ask("POST", "/runs");
    await expect(workWith(dying(shop.kit.context.facts, "insert", 1))).rejects.toThrow("killed");
    const before = (await latest())?.joined ?? 0;
    expect(before).toBeGreaterThan(0);
    await shop.work();
    const after = await latest();
    expect(after?.joined).toBeGreaterThan(before);
    expect(await shop.profile("till-7")).toBe(await shop.profile("web-7"));
    const { body } = await shop.ask<{ judgements: unknown[] }>(
      "GET",
      `/api/v1/customers/${await shop.profile("web-7")}/identity`,
    );
    expect(body.judgements).toHaveLength(1);
  });

  test("time and again is given up, and can be asked for anew", async () => {
    await shop.ask("POST", "/runs");
    for (let death = 0; death < 5; death += 1) {
      await expect(workWith(dying(shop.kit.context.facts, "command", 9))).rejects.toThrow("killed");
    }
    await shop.work();
    expect(await latest()).toMatchObject({ status: "failed", finishedAt: expect.any(String) });
    await shop.match();
    expect(await latest()).toMatchObject({ status: "done" });
  });

  test("by being told to stop leaves the run for the next process", async () => {
    await shop.ask("POST", "/runs");
    const stop = new AbortController();
    stop.abort();
    await shop.work(stop.signal);
    expect(await latest()).toMatchObject({ status: "waiting" });
    await shop.work();
    expect(await latest()).toMatchObject({ status: "done" });
  });
});
