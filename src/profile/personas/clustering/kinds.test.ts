import { expect, test } from "vitest";
import { type Random, seededRandom } from "../../../core/random.ts";
import { adjustedRand } from "./adjusted-rand.ts";
import { normal } from "./chance.ts";
import { findKinds, type Kinds, USUAL_SEARCH } from "./kinds.ts";
import { nearest, type Point } from "./points.ts";

const POINTS = 400;
const breathe = async () => {};

function points(random: Random, measures: number, draw: (at: number, z: Point) => Point): Point[] {
  return Array.from({ length: POINTS }, (_, at) =>
    draw(
      at,
      Float64Array.from({ length: measures }, () => normal(random)),
    ),
  );
}

function look(found: readonly Point[], random: Random, leastPoints = 20): Promise<Kinds> {
  return findKinds(
    found,
    { ...USUAL_SEARCH, most: 6, starts: 4, resamples: 8, clouds: 3, leastPoints, breathe },
    random,
  );
}

/** Ways to be without kinds. */
const WITHOUT: Record<string, (random: Random, z: Point) => Point> = {
  "a uniform box": (random, z) => z.map(() => random.next()),
  "one normal cloud": (_, z) => z,
  "one normal cloud, all of its measures related": (random, z) => {
    const common = normal(random);
    return z.map((value) => 0.5 * value + 0.87 * common);
  },
  "one long normal cloud": (_, z) => z.map((value, measure) => value * (measure === 0 ? 6 : 1)),
  "amounts with a long tail": (random, z) => z.map(() => -Math.log(1 - random.next())),
};

for (const [name, draw] of Object.entries(WITHOUT)) {
  test.each([
    [2, 1],
    [8, 2],
  ])(`finds no kinds in ${name} (%i measures, seed %i)`, async (measures, seed) => {
    const random = seededRandom(seed);
    const found = await look(
      points(random, measures, (_, z) => draw(random, z)),
      random,
    );
    expect(found.found ? found.chosen : found.why).toMatch(/^(one_cloud|unstable)$/);
  });
}

test.each([2, 3, 5])("finds %i kinds where there are so many, and who is of which", async (kinds) => {
  const random = seededRandom(kinds);
  const centres = Array.from({ length: kinds }, () =>
    Float64Array.from({ length: 8 }, () => 2.5 * normal(random)),
  );
  const all = points(random, 8, (at, z) =>
    z.map((value, measure) => value + (centres[at % kinds]?.[measure] ?? 0)),
  );
  const found = await look(all, random);
  if (!found.found) throw new Error(found.why);
  expect(found.chosen.kinds).toBe(kinds);
  const labels = all.map((point) => nearest(point, found.centres).index);
  expect(
    adjustedRand(
      labels,
      all.map((_, at) => at % kinds),
    ),
  ).toBeGreaterThan(0.95);
});

test("tells no kind of fewer customers than a kind may have", async () => {
  const random = seededRandom(9);
  const all = points(random, 4, (at, z) => (at < 12 ? z.map((value) => value + 12) : z));
  expect(await look(all, random, 20)).toMatchObject({ found: false, why: "too_small" });
});

test("says that too few are known where so few are", async () => {
  const random = seededRandom(10);
  const few = points(random, 4, (_, z) => z).slice(0, 60);
  expect(await look(few, random)).toEqual({ found: false, why: "too_few", tried: [] });
});

test("the same seed finds the same", async () => {
  const [one, two] = [seededRandom(11), seededRandom(11)];
  const again = points(one, 3, (at, z) => z.map((value) => value + (at % 2) * 4));
  points(two, 3, (_, z) => z);
  expect(await look(again, one)).toEqual(await look(again, two));
});
