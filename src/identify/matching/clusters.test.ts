import fc from "fast-check";
import { expect, test } from "vitest";
import { clusters, type Link } from "./clusters.ts";

const link = fc.record({
  a: fc.nat({ max: 25 }),
  b: fc.nat({ max: 25 }),
  weight: fc.integer({ min: 1, max: 8 }),
});

/** Flood fill over an adjacency list. */
function components(links: readonly Link[], records: readonly number[]): number[][] {
  const left = new Set(records);
  const found: number[][] = [];
  for (const from of records) {
    if (!left.delete(from)) continue;
    const group = [from];
    for (const at of group) {
      for (const { a, b } of links) {
        const other = a === at ? b : b === at ? a : null;
        if (other !== null && left.delete(other)) group.push(other);
      }
    }
    found.push(group.toSorted((x, y) => x - y));
  }
  return found;
}

/** The definition, word by word: of a group that is too large, the weakest links go, and again. */
function oracle(links: readonly Link[], largest: number, records: readonly number[]): number[][] {
  return components(links, records).flatMap((group) => {
    if (group.length <= largest) return group.length > 1 ? [group] : [];
    const within = links.filter(({ a }) => group.includes(a));
    const weakest = Math.min(...within.map(({ weight }) => weight));
    return oracle(
      within.filter(({ weight }) => weight > weakest),
      largest,
      group,
    );
  });
}

const sorted = (groups: readonly (readonly number[])[]) => groups.map((group) => group.join(",")).toSorted();

test("groups are those of the definition, on random graphs, whatever the order of links", () => {
  fc.assert(
    fc.property(fc.array(link, { maxLength: 60 }), fc.integer({ min: 2, max: 30 }), (links, largest) => {
      const records = [...new Set(links.flatMap(({ a, b }) => [a, b]))];
      const expected = sorted(oracle(links, largest, records));
      expect(sorted(clusters(links, largest))).toEqual(expected);
      expect(sorted(clusters(links.toReversed(), largest))).toEqual(expected);
    }),
    { numRuns: 300 },
  );
});

test("a long chain is broken where it is weakest", () => {
  const links = [3, 3, 1, 3, 3].map((weight, index) => ({ a: index, b: index + 1, weight }));
  expect(clusters(links, 6)).toEqual([[0, 1, 2, 3, 4, 5]]);
  expect(sorted(clusters(links, 5))).toEqual(["0,1,2", "3,4,5"]);
});

test("a chain of 100,000 links costs no depth", () => {
  const links = Array.from({ length: 100_000 }, (_, index) => ({
    a: index,
    b: index + 1,
    weight: index % 7,
  }));
  expect(clusters(links, 50).every((group) => group.length <= 50)).toBe(true);
});
