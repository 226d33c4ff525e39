import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { testFacts } from "../../../test/kit/facts.ts";
import type { Facts } from "../../core/facts.ts";
import { factTime } from "../../core/rows.ts";
import { type Hash, showHash, sipHash64 } from "./hash.ts";
import { filterSince } from "./queries.ts";

const SINCE = Date.UTC(2026, 0, 15);
const DAY = 24 * 3600 * 1000;

describe("the filter of the messages in the facts", () => {
  let facts: Facts;
  beforeAll(async () => {
    facts = await testFacts();
  });
  afterAll(() => facts.close());

  it("knows each message that came since, and none from before, in however many slices", async () => {
    const ends: Hash[] = [
      { high: 0, low: 1 },
      { high: 0x7fffffff, low: 0xffffffff },
      { high: 0x80000000, low: 0 },
      { high: 0xffffffff, low: 0xffffffff },
    ];
    const named = (name: string) => Array.from({ length: 500 }, (_, index) => sipHash64(`${name} ${index}`));
    const [came, before, never] = [[...ends, ...named("came")], named("before"), named("never")];
    const rows = [
      ...came.map((hash) => ({ hash: showHash(hash), received_at: factTime(SINCE), import_id: 0 })),
      ...before.map((hash) => ({ hash: showHash(hash), received_at: factTime(SINCE - DAY), import_id: 0 })),
    ];
    const lines = rows.map((row) => `${JSON.stringify(row)}\n`).join("");
    await facts.insert({ table: "message", rows: Buffer.from(lines), token: "messages" });
    for (const atOnce of [1_000_000, 100, 7]) {
      const filter = await filterSince(facts, SINCE, atOnce);
      expect(came.filter((hash) => !filter.has(hash))).toEqual([]);
      expect([...before, ...never].filter((hash) => filter.has(hash))).toEqual([]);
      expect(filter.size).toBe(came.length);
    }
  });

  it("is empty where nothing came", async () => {
    expect((await filterSince(facts, SINCE + DAY)).size).toBe(0);
  });
});
