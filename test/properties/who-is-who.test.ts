import { expect, test } from "vitest";
import { judgePairs, puzzle } from "../../bench/who-is-who.ts";
import { asId, type SourceId } from "../../src/core/ids.ts";
import { testFacts } from "../kit/facts.ts";
import { testState } from "../kit/state.ts";

test("rules and matching together know who is who in the simulated shop: precision ≥ 0.995, recall ≥ 0.95", async () => {
  const [state, facts] = await Promise.all([testState(), testFacts()]);
  const { byRules, together } = await puzzle(
    { state, facts },
    {
      ...{ customers: 2000, seed: 23, end: Date.UTC(2026, 5, 1), currency: "EUR" },
      ...{ sourceId: asId<SourceId>(1), importId: null },
    },
  );
  const { precision, recall } = judgePairs(together);
  expect(precision).toBeGreaterThanOrEqual(0.995);
  expect(recall).toBeGreaterThanOrEqual(0.95);
  // Sure evidence never puts two together who are not one, and misses whom only matching finds.
  expect(judgePairs(byRules).precision).toBe(1);
  expect(judgePairs(byRules).recall).toBeLessThan(recall);
});
