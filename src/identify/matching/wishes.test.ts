import { beforeAll, describe, expect, test } from "vitest";
import { testFacts } from "../../../test/kit/facts.ts";
import type { Facts } from "../../core/facts.ts";
import { sql } from "../../core/sql.ts";
import type { Field } from "./field.ts";
import { matchRecords, type Matched, THRESHOLDS } from "./match.ts";
import { priorWeight } from "./model.ts";
import { STAGES } from "./steps.ts";

const FIELDS: readonly Field[] = [
  { name: "given", kind: "given" },
  { name: "family", kind: "family" },
  { name: "born", kind: "date" },
];
const NAMES = ["Ayşe", "Robert", "Omar", "Fatma", "Chloé", "Ingrid", "Sara", "Deniz", "Mehmet", "Zeynep"];

/** A hundred customers of two records each, the second of which now and then has another date. */
const values = Array.from({ length: 100 }, (_, index) => {
  const born = `19${50 + (index % 47)}-${String(1 + (index % 12)).padStart(2, "0")}-${10 + (index % 18)}`;
  const name = [NAMES[index % 10] ?? "", `${NAMES[Math.floor(index / 10)] ?? ""}oğlu`];
  return [
    [...name, born],
    [...name, index % 9 === 4 ? "1931-01-31" : born],
  ];
}).flat();

let facts: Facts;
let matched: Matched;
const stages: string[] = [];
const input = { fields: FIELDS, country: null, values };

beforeAll(async () => {
  facts = await testFacts();
  matched = await matchRecords(facts, input, THRESHOLDS, {
    explain: 1000,
    reached: async (stage) => void stages.push(stage),
  });
});

describe("what more is asked of a matching", () => {
  test("each pair says what each field weighs: with the prior, that is the pair's weight", () => {
    expect(matched.explained).toHaveLength(matched.links.length);
    for (const { weight, weights, levels } of matched.explained) {
      const sum = weights.reduce((left, right) => left + right, priorWeight(matched.model.prior));
      expect(sum).toBeCloseTo(weight, 3);
      for (const [field, level] of levels.entries()) if (level === 0) expect(weights[field]).toBe(0);
    }
    const sorted = matched.explained.map(({ weight }) => weight);
    expect(sorted).toEqual(sorted.toSorted((left, right) => right - left));
  });

  test("no more pairs are explained than asked for: the strongest", async () => {
    const few = await matchRecords(facts, input, THRESHOLDS, { explain: 3 });
    expect(few.explained).toEqual(matched.explained.slice(0, 3));
  });

  test("every compared pair is in the distribution of weights", () => {
    expect(matched.bins.reduce((sum, { pairs }) => sum + pairs, 0)).toBe(matched.counts.pairs);
  });

  test("its steps come in their order, with their statements, of which none holds a customer's name", () => {
    expect(stages).toEqual(STAGES);
    expect(matched.steps.map(({ stage }) => stage)).toEqual(STAGES);
    expect(matched.steps[0]?.rows).toBe(200);
    expect(matched.steps[2]?.rows).toBe(matched.counts.pairs);
    const texts = matched.steps.flatMap(({ statements }) => statements.map(({ text }) => text));
    expect(texts.join("\n")).toContain("INSERT INTO compared");
    expect(texts.join("\n")).not.toMatch(/ayse|oglu|\{p\d/i);
  });

  test("it stops where the signal says so, and leaves no table", async () => {
    const stop = new AbortController();
    const stopped = matchRecords(facts, input, THRESHOLDS, {
      signal: stop.signal,
      reached: async (stage) => {
        if (stage === "compare") stop.abort();
      },
    });
    await expect(stopped).rejects.toThrow();
    const left = await facts.query<{ name: string }>(sql`SHOW TABLES LIKE 'matching_%'`);
    expect(left).toEqual([]);
  });

  test("answers of people change the model in their direction", async () => {
    const another = matched.explained.find(({ levels }) => levels[2] !== 1);
    if (!another) throw new Error("no pair of two dates");
    const answered = async (same: boolean) => {
      const labels = Array.from({ length: 8 }, () => ({ levels: another.levels, same }));
      const { explained } = await matchRecords(
        facts,
        input,
        { same: 0.9, shown: 0.001 },
        { labels, explain: 1000 },
      );
      return explained.find(({ a, b }) => a === another.a && b === another.b)?.weight ?? -100;
    };
    expect(await answered(true)).toBeGreaterThan(another.weight);
    expect(await answered(false)).toBeLessThan(another.weight);
  });
});
