/** Runs of the matching as their pages and scripts use them, on the real engines. */
import { beforeAll, describe, expect, test } from "vitest";
import { Shop } from "../../../test/kit/matches.ts";
import type { MatchRun, ModelAnswer, RunsAnswer, StepsAnswer } from "./model-contract.ts";

const CUSTOMERS = 60;

describe("a matching of all customers", () => {
  let shop: Shop;
  let run: number;

  beforeAll(async () => {
    shop = await Shop.open(CUSTOMERS);
    run = await shop.match();
  });

  test("finds who stands in the shop twice, proposes them, and joins nobody", async () => {
    const { pairs, likely, doubtful, everRan } = await shop.queue();
    expect(everRan).toBe(true);
    expect(likely).toBeGreaterThan(CUSTOMERS * 0.9);
    expect(likely + doubtful).toBeLessThan(CUSTOMERS * 1.5);
    const names = pairs.map(({ a, b }) => [a, b].map(({ identifiers }) => identifiers[0]?.value ?? ""));
    const right = names.filter(([a = "", b = ""]) => a.split("-")[1] === b.split("-")[1]);
    expect(right.length).toBeGreaterThan(names.length * 0.9);
    expect(await shop.profile("web-7")).not.toBe(await shop.profile("till-7"));
  });

  test("shows both customers field by field; with the prior the weights are the pair's", async () => {
    const [pair] = (await shop.queue()).pairs;
    expect(pair?.fields.find(({ field }) => field === "birthday")).toMatchObject({
      level: "equal",
      a: expect.stringMatching(/^\d{4}-/),
      b: expect.stringMatching(/^\d{4}-/),
    });
    expect(pair?.fields.find(({ field }) => field === "email")).toMatchObject({
      level: "missing",
      a: null,
      weight: 0,
    });
    const sum = (pair?.fields ?? []).reduce((total, { weight }) => total + weight, pair?.prior ?? 0);
    expect(sum).toBeCloseTo(pair?.weight ?? 0, 6);
  });

  test("keeps what it learned, and what a threshold would do", async () => {
    const { body } = await shop.ask<ModelAnswer>("GET", "/model");
    expect(body.run).toMatchObject({ id: run, status: "done", records: CUSTOMERS * 2, joined: 0 });
    const { model } = body;
    const birthday = model?.fields.find(({ field }) => field === "birthday");
    expect(birthday?.filled).toBe(CUSTOMERS * 2);
    expect(birthday?.levels[0]).toMatchObject({ level: "equal", seen: true });
    expect(birthday?.levels[0]?.weight).toBeGreaterThan(3);
    expect(model?.fields.find(({ field }) => field === "email")?.filled).toBe(0);
    expect(model?.bins.reduce((sum, { pairs }) => sum + pairs, 0)).toBe(model?.pairs);
    const chances = model?.curve.map(({ pairs }) => pairs) ?? [];
    expect(chances).toEqual(chances.toSorted((left, right) => right - left));
    expect(model?.rules.some(({ pairs }) => pairs > 0)).toBe(true);
  });

  test("shows its steps with their statements and counts", async () => {
    const { body } = await shop.ask<StepsAnswer>("GET", `/runs/${run}/steps`);
    expect(body.steps.map(({ stage, rows }) => [stage, rows]).slice(0, 1)).toEqual([["load", CUSTOMERS * 2]]);
    expect(body.steps[1]?.statements[0]?.text).toContain("GROUP BY");
  });

  test("stands in the list of runs, with who asked for it", async () => {
    const { body } = await shop.ask<RunsAnswer>("GET", "/runs");
    expect(body.runs).toMatchObject([
      { id: run, status: "done", askedBy: expect.stringMatching(/^token \d+$/) },
    ]);
  });

  test("again brings the same pairs, once", async () => {
    const before = await shop.queue();
    await shop.match();
    expect((await shop.queue()).likely).toBe(before.likely);
  });
});

describe("a run", () => {
  let shop: Shop;
  beforeAll(async () => {
    shop = await Shop.open(10);
  });

  test("waits alone: a second is refused until it ended or was cancelled", async () => {
    const { body: first } = await shop.ask<MatchRun>("POST", "/runs");
    expect(first).toMatchObject({ status: "waiting", startedAt: null });
    expect(await shop.ask("POST", "/runs")).toMatchObject({
      status: 409,
      body: { error: { reason: "matches.running" } },
    });
    expect((await shop.ask<MatchRun>("POST", `/runs/${first.id}/cancel`)).body.status).toBe("cancelled");
    await shop.work();
    expect((await shop.ask<MatchRun>("GET", `/runs/${first.id}`)).body).toMatchObject({
      status: "cancelled",
      records: null,
    });
    expect((await shop.ask("POST", `/runs/${first.id}/cancel`)).status).toBe(409);
  });

  test("of no such number is not found, its steps neither, nor can it be undone", async () => {
    expect((await shop.ask("GET", "/runs/99")).status).toBe(404);
    expect((await shop.ask("GET", "/runs/99/steps")).status).toBe(404);
    expect((await shop.ask("POST", "/runs/99/undo", { reason: "No" })).status).toBe(409);
  });
});
