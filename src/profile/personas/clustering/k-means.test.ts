import fc from "fast-check";
import { expect, test } from "vitest";
import { seededRandom } from "../../../core/random.ts";
import { kMeans } from "./k-means.ts";
import { type Point, squaredDistance } from "./points.ts";

const somePoints = fc
  .array(fc.tuple(fc.integer({ min: -20, max: 20 }), fc.integer({ min: -20, max: 20 })), {
    minLength: 4,
    maxLength: 8,
  })
  .map((pairs) => pairs.map((pair): Point => Float64Array.from(pair)));

/** What is left within groups that are told by their labels. */
function within(points: readonly Point[], labels: readonly number[]): number {
  const groups = Map.groupBy(points.keys(), (at) => labels[at] ?? 0);
  return [...groups.values()].reduce((sum, members) => {
    const own = members.map((at) => points[at] ?? Float64Array.of());
    const mean = Float64Array.of(0, 0).map(
      (_, measure) => own.reduce((all, point) => all + (point[measure] ?? 0), 0) / own.length,
    );
    return sum + own.reduce((all, point) => all + squaredDistance(point, mean), 0);
  }, 0);
}

test("finds what going through all groupings finds, of few points", () => {
  fc.assert(
    fc.property(somePoints, fc.nat(), (points, seed) => {
      const best = Array.from({ length: 2 ** (points.length - 1) }, (_, mask) =>
        within(
          points,
          points.map((__, at) => (mask >> at) & 1),
        ),
      );
      const found = kMeans(points, 2, seededRandom(seed), 30);
      expect(found.within).toBeLessThanOrEqual(Math.min(...best) + 1e-6);
      expect(found.within).toBeGreaterThanOrEqual(Math.min(...best) - 1e-6);
    }),
    // k-means promises no best grouping, only that it is likely: of these points it finds each.
    { numRuns: 50, seed: 1 },
  );
});

test("puts each point with its nearest centre", () => {
  fc.assert(
    fc.property(somePoints, fc.nat(), (points, seed) => {
      const { centres, labels } = kMeans(points, 3, seededRandom(seed), 2);
      for (const [at, point] of points.entries()) {
        const distances = centres.map((centre) => squaredDistance(point, centre));
        expect(distances[labels[at] ?? -1]).toBe(Math.min(...distances));
      }
    }),
  );
});
