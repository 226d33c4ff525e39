import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { testFacts } from "../../../test/kit/facts.ts";
import type { Facts } from "../../core/facts.ts";
import { bound, join, sql } from "../../core/sql.ts";
import { type Field, type FieldKind, foldValue } from "./field.ts";
import { levelOf } from "./levels-queries.ts";
import { LEVELS } from "./levels.ts";
import { foldRecord, inBytes, levelsBetween } from "./likeness.ts";

let facts: Facts;
beforeAll(async () => {
  facts = await testFacts();
});

const KINDS = Object.keys(LEVELS) as FieldKind[];
/** Every kind, and both parts of a name. */
const FIELDS: readonly Field[] = KINDS.map((kind) => ({ name: kind, kind }));

type Values = readonly string[];

/** The engine's own levels of pairs of records, which the batch goes by. */
async function asked(pairs: readonly (readonly [Values, Values])[]): Promise<number[][]> {
  const column = (side: 0 | 1, part: "text" | "sound", index: number, kind: FieldKind) => {
    const values = pairs.map((pair) => foldValue(kind, pair[side][index] ?? "", "TR")[part]);
    return sql`splitByChar('\u0001', ${values.join("\u0001")}) AS ${bound("Identifier", `${part}_${index}`)}`;
  };
  const record = (side: 0 | 1) =>
    sql`SELECT place, ${join(FIELDS.flatMap((_, index) => [sql`${bound("Identifier", `text_${index}`)}`, sql`${bound("Identifier", `sound_${index}`)}`]))}
        FROM (SELECT 1) ARRAY JOIN range(${pairs.length}) AS place,
        ${join(FIELDS.flatMap(({ kind }, index) => [column(side, "text", index, kind), column(side, "sound", index, kind)]))}`;
  const levels = FIELDS.map((_, index) => levelOf(FIELDS, index));
  const rows = await facts.query<{ levels: number[] }>(
    sql`SELECT [${join(levels)}] AS levels FROM (${record(0)}) AS l JOIN (${record(1)}) AS r ON l.place = r.place ORDER BY l.place`,
  );
  return rows.map((row) => row.levels);
}

/** A value, and another that is it, nearly it, or none of it. */
function alike(values: fc.Arbitrary<string>): fc.Arbitrary<[string, string]> {
  const changed = fc
    .tuple(values, fc.nat(30), fc.constantFrom("", "a", "ş", "1", " b"), fc.nat(2))
    .map(([text, at, put, without]): [string, string] => [
      text,
      text.slice(0, at) + put + text.slice(at + without),
    ]);
  return fc.oneof(fc.tuple(values, values), changed);
}

const letters = fc.string({ unit: fc.constantFrom(..."aabcde şÜ7محد-Ж日"), maxLength: 14 });
const long = fc.string({ unit: fc.constantFrom(..."abc d1"), maxLength: 120 });
const digits = fc.string({ unit: fc.constantFrom(..."0123"), maxLength: 9 });
const day = fc
  .tuple(
    fc.integer({ min: 1880, max: 2030 }),
    fc.integer({ min: 0, max: 14 }),
    fc.integer({ min: 0, max: 33 }),
  )
  .map(([year, month, date]) => [year, month, date].map((part) => String(part).padStart(2, "0")).join("-"));
const VALUES: Readonly<Partial<Record<FieldKind, fc.Arbitrary<string>>>> = {
  date: day,
  phone: digits.map((text) => `+90532${text}`),
  email: fc.tuple(letters, letters).map(([before, after]) => `${before}@${after}.com`),
  address: fc.tuple(digits, letters).map(([number, street]) => `${number} ${street}`),
  company: long,
};

test("two records are on the same levels as they arrive as in a batch", async () => {
  const pair = fc
    .tuple(...FIELDS.map(({ kind }) => alike(VALUES[kind] ?? letters)))
    .map((values): [Values, Values] => [values.map(([left]) => left), values.map(([, right]) => right)]);
  await fc.assert(
    fc.asyncProperty(fc.array(pair, { minLength: 200, maxLength: 400 }), async (pairs) => {
      const folded = (values: Values) => inBytes(foldRecord(FIELDS, "TR", values));
      const ours = pairs.map(([left, right]) => levelsBetween(FIELDS, folded(left), folded(right)));
      expect(ours).toEqual(await asked(pairs));
    }),
    { numRuns: 10 },
  );
});
