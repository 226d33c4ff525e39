import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { EVERY_PAIR } from "../../bench/matching-figures.ts";
import { FILES, isHere, readKnown } from "../../bench/matching-files.ts";
import { GENERATED, generated } from "../../bench/matching-records.ts";
import type { Facts } from "../../src/core/facts.ts";
import { asId, type HandleId } from "../../src/core/ids.ts";
import type { State } from "../../src/core/state.ts";
import {
  type Field,
  keepKnown,
  knownFrom,
  matchArriving,
  matchRecords,
  rememberRecords,
  storedKnown,
  THRESHOLDS,
  type Values,
} from "../../src/identify/matching/index.ts";
import { testFacts } from "../kit/facts.ts";
import { testState } from "../kit/state.ts";

let facts: Facts;
let state: State;
beforeAll(async () => {
  [facts, state] = await Promise.all([testFacts(), testState()]);
});

/** Record number i is handle i + 1. */
const handle = (record: number): HandleId => asId<HandleId>(record + 1);

/** A pair by its records, and its weight to a thousandth of a bit: a batch keeps rarity in 32 bits. */
const pairOf = (a: number, b: number, weight: number): [string, number] => [
  `${Math.min(a, b)} ${Math.max(a, b)}`,
  Math.round(weight * 1000) / 1000,
];

/** The pairs that a batch compares, and those found by letting the same records arrive, with their weights. */
async function both(fields: readonly Field[], values: readonly Values[]) {
  const input = { fields, country: "US", values };
  const thresholds = { ...THRESHOLDS, shown: EVERY_PAIR };
  const matched = await matchRecords(facts, input, thresholds, { frequencies: true });
  if (matched.frequencies === null) throw new Error("no frequencies, which were asked for");
  await keepKnown(state, knownFrom(matched, matched.frequencies, input), matched.frequencies);
  const known = await storedKnown(state);
  if (known === null) throw new Error("nothing known, which was stored");
  const records = values.map((record, index) => ({ handleId: handle(index), values: record }));
  await rememberRecords(state, known, records);
  const arriving = new Map<string, number>();
  for (let from = 0; from < records.length; from += 50) {
    const batch = records.slice(from, from + 50);
    const found = await matchArriving(state, known, batch, 0);
    for (const [index, likenesses] of found.entries()) {
      for (const { handleId, weight } of likenesses) {
        arriving.set(...pairOf(from + index, handleId - 1, weight));
      }
    }
  }
  return { batch: new Map(matched.links.map(({ a, b, weight }) => pairOf(a, b, weight))), arriving };
}

/** The pairs of the batch that weigh otherwise, or are not found, as they arrive. */
async function apart(fields: readonly Field[], values: readonly Values[]): Promise<unknown[]> {
  const { batch, arriving } = await both(fields, values);
  if (batch.size === 0) return ["the batch compared nothing"];
  return [...batch].filter(([pair, weight]) => Math.abs((arriving.get(pair) ?? 1e9) - weight) > 0.002);
}

const { fake1000 } = FILES;
const why = isHere(fake1000) ? "" : ` (skipped: needs ../shared/data/${fake1000.path}, which is not here)`;

test.skipIf(!isHere(fake1000))(
  `every pair of fake_1000 weighs as it arrives what it weighs in a batch${why}`,
  async () => {
    expect(await apart(fake1000.fields, readKnown(fake1000).values)).toEqual([]);
  },
);

test("every pair of generated records does", async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 300, max: 1500 }), async (count) => {
      expect(await apart(GENERATED, generated(count).values)).toEqual([]);
    }),
    { numRuns: 4 },
  );
});
