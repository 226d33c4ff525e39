import fc from "fast-check";
import { expect, test } from "vitest";
import { agreeing } from "./agreement.ts";
import { clusters, type Link } from "./clusters.ts";

/** Pairs of up to 16 records, each at most once, with a weight from far against to far for. */
const pairs = fc.uniqueArray(
  fc.record({ a: fc.nat({ max: 15 }), b: fc.nat({ max: 15 }), weight: fc.integer({ min: -8, max: 8 }) }),
  { maxLength: 50, selector: ({ a, b }) => `${Math.min(a, b)} ${Math.max(a, b)}` },
);

const split = (all: readonly Link[]) =>
  [all.filter(({ a, b, weight }) => weight > 0 && a !== b), all.filter(({ weight }) => weight <= 0)] as const;

const sorted = (groups: readonly (readonly number[])[]) => groups.map((group) => group.join(",")).toSorted();

/** The definition without bookkeeping: groups as lists, every sum over all pairs anew. */
function oracle(links: readonly Link[], doubts: readonly Link[]): number[][] {
  const records = [...new Set(links.flatMap(({ a, b }) => [a, b]))];
  let groups = records.map((record) => [record]);
  const order = links.toSorted((x, y) => y.weight - x.weight || x.a - y.a || x.b - y.b);
  for (const { a, b } of order) {
    const [left, right] = [a, b].map((record) => groups.find((group) => group.includes(record)) ?? []);
    if (left === undefined || right === undefined || left === right) continue;
    const sum = [...links, ...doubts]
      .filter((pair) => left.includes(pair.a) !== left.includes(pair.b))
      .filter((pair) => right.includes(pair.a) || right.includes(pair.b))
      .reduce((total, { weight }) => total + weight, 0);
    if (sum >= 0)
      groups = [...groups.filter((group) => group !== left && group !== right), [...left, ...right]];
  }
  return groups.filter(({ length }) => length > 1).map((group) => group.toSorted((x, y) => x - y));
}

test("groups are those of the definition, whatever the order of pairs", () => {
  fc.assert(
    fc.property(pairs, (all) => {
      const [links, doubts] = split(all);
      const expected = sorted(oracle(links, doubts));
      expect(sorted(agreeing(links, doubts))).toEqual(expected);
      expect(sorted(agreeing(links.toReversed(), doubts.toReversed()))).toEqual(expected);
    }),
    { numRuns: 300 },
  );
});

test("where nothing stands against it, what hangs together is one group", () => {
  fc.assert(
    fc.property(pairs, (all) => {
      const [links] = split(all);
      expect(sorted(agreeing(links, []))).toEqual(sorted(clusters(links, 1000)));
    }),
  );
});

test("one chance likeness does not join two customers whose other records differ", () => {
  const links = [
    { a: 0, b: 1, weight: 12 },
    { a: 2, b: 3, weight: 12 },
    { a: 1, b: 2, weight: 4 },
  ];
  const doubts = [
    { a: 0, b: 2, weight: -6 },
    { a: 1, b: 3, weight: -6 },
  ];
  expect(sorted(agreeing(links, doubts))).toEqual(["0,1", "2,3"]);
  expect(sorted(agreeing(links, []))).toEqual(["0,1,2,3"]);
});
