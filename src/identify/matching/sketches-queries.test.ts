import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { testFacts } from "../../../test/kit/facts.ts";
import type { Facts } from "../../core/facts.ts";
import { sql } from "../../core/sql.ts";
import { compareDrawn, compareLikely, putPairs } from "./comparing-queries.ts";
import type { FieldKind } from "./field.ts";
import { levelCount, LEVELS } from "./levels.ts";
import { loadRecords } from "./load.ts";
import { shares } from "./model.ts";
import { closeRun, empty, openRun, type Run, table } from "./run-store.ts";
import { linksAbove } from "./scoring-queries.ts";
import { putSketches } from "./sketches-queries.ts";
import type { Model } from "./train.ts";

let facts: Facts;
beforeAll(async () => {
  facts = await testFacts();
});

const FIELDS = (Object.keys(LEVELS) as FieldKind[]).map((kind) => ({ name: kind, kind }));

/** Any model, also one under which a worse level speaks more for one customer than a better one. */
const models: fc.Arbitrary<Model> = fc
  .tuple(
    ...FIELDS.map(({ kind }) =>
      fc.array(fc.integer({ min: 1, max: 1000 }), {
        minLength: 2 * levelCount(kind),
        maxLength: 2 * levelCount(kind),
      }),
    ),
  )
  .map((counts) => ({
    m: counts.map((of) => shares(of.slice(0, of.length / 2))),
    u: counts.map((of) => shares(of.slice(of.length / 2))),
    prior: 0.001,
    seen: [],
  }));

const text = fc.string({ unit: fc.constantFrom(..."aabbcdeşü Жمح1"), maxLength: 9 });
const day = fc.tuple(fc.integer({ min: 1890, max: 1893 }), fc.nat(13), fc.nat(32));
const record = fc.record({ text: fc.array(text, { minLength: 9, maxLength: 9 }), day });

function valuesOf({
  text: [name = "", ...rest],
  day: [year, month, date],
}: {
  text: string[];
  day: number[];
}) {
  return FIELDS.map(({ kind }, index) => {
    if (kind === "date") return [year, month, date].map((part) => String(part).padStart(2, "0")).join("-");
    if (kind === "email") return `${name}@${rest[0] ?? ""}.com`;
    if (kind === "phone") return `53212${rest[1]?.length ?? 0}${rest[2]?.length ?? 0}67`;
    return rest[index % rest.length] ?? "";
  });
}

test("no pair that weighs enough is left out by its sketches", async () => {
  const records = fc.array(record, { minLength: 30, maxLength: 60 });
  await fc.assert(
    fc.asyncProperty(records, models, fc.integer({ min: -30, max: 30 }), async (given, model, least) => {
      const run: Run = { facts, id: "00000000000000cc", fields: FIELDS };
      await openRun(run);
      const count = await loadRecords(run, { fields: FIELDS, country: "TR", values: given.map(valuesOf) });
      await facts.command(sql`INSERT INTO ${table(run, "candidate")}
        SELECT x.id, y.id, 1 FROM ${table(run, "record")} AS x CROSS JOIN ${table(run, "record")} AS y WHERE x.id < y.id`);
      await putPairs(run, 0, count);
      await compareDrawn(run, [1], 0, count);
      const wanted = await linksAbove(run, model, least);
      await empty(run, "compared");
      await putSketches(run);
      await compareLikely(run, model, least, 0, count);
      const found = await linksAbove(run, model, least);
      await closeRun(run);
      const sorted = (links: typeof found) => links.toSorted((x, y) => x.a - y.a || x.b - y.b);
      expect(sorted(found)).toEqual(sorted(wanted));
    }),
    { numRuns: 10 },
  );
});
