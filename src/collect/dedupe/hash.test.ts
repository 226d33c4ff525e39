import { afterAll, beforeAll, describe, expect, it } from "vitest";
import fc from "fast-check";
import type { Facts } from "../../core/facts.ts";
import { bound, sql } from "../../core/sql.ts";
import { testFacts } from "../../../test/kit/facts.ts";
import { showHash, sipHash64 } from "./hash.ts";

describe("the hash of a message id", () => {
  let facts: Facts;
  beforeAll(async () => {
    facts = await testFacts();
  });
  afterAll(() => facts.close());

  it("is the engine's own sipHash64", async () => {
    const texts = fc.sample(fc.string({ unit: "grapheme", maxLength: 120 }), { numRuns: 300, seed: 1 });
    const all = ["", "a", "12345678", "123456789", ...texts];
    const rows = await facts.query<{ hash: string }>(
      sql`SELECT sipHash64(arrayJoin(${bound("Array(String)", all)})) AS hash`,
    );
    expect(all.map((text) => showHash(sipHash64(text)))).toEqual(rows.map((row) => row.hash));
  });
});
