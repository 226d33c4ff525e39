import { beforeAll, describe, expect, test } from "vitest";
import { EVERY_PAIR, judge, type Verdict } from "../../../bench/matching-figures.ts";
import { FILES, isHere, type KnownFile, readKnown } from "../../../bench/matching-files.ts";
import { testFacts } from "../../../test/kit/facts.ts";
import type { Facts } from "../../core/facts.ts";
import { sql } from "../../core/sql.ts";
import type { Field } from "./field.ts";
import { matchRecords, THRESHOLDS } from "./match.ts";
import { priorWeight } from "./model.ts";
import { dropAbandoned, openRun } from "./run-store.ts";
import { unseen } from "./train.ts";

let facts: Facts;
beforeAll(async () => {
  facts = await testFacts();
});

const thresholds = { ...THRESHOLDS, shown: EVERY_PAIR };

async function judged(file: KnownFile): Promise<Verdict> {
  const { values, truth } = readKnown(file);
  const matched = await matchRecords(facts, { fields: file.fields, country: "US", values }, thresholds);
  return judge(matched, truth, priorWeight(thresholds.same));
}

/** Why a test is left out. */
const why = (file: KnownFile) =>
  isHere(file) ? "" : ` (skipped: needs ../shared/data/${file.path}, which is not here)`;

describe("records whose customers are known, matched without looking", () => {
  const { fake1000, febrl3, dedupe } = FILES;

  test.skipIf(!isHere(fake1000))(
    `fake_1000: F1 of pairs ≥ 0.90, of groups ≥ 0.97${why(fake1000)}`,
    async () => {
      const verdict = await judged(fake1000);
      expect(verdict.pairs.f1).toBeGreaterThanOrEqual(0.9);
      expect(verdict.groups.f1).toBeGreaterThanOrEqual(0.97);
      expect(verdict.blockingRecall).toBeGreaterThanOrEqual(0.92);
    },
  );

  test.skipIf(!isHere(febrl3))(`FEBRL3: F1 ≥ 0.990${why(febrl3)}`, async () => {
    const verdict = await judged(febrl3);
    expect(verdict.truePairs).toBe(6538);
    expect(verdict.pairs.f1).toBeGreaterThanOrEqual(0.99);
    expect(verdict.groups.f1).toBeGreaterThanOrEqual(0.99);
  });

  test.skipIf(!isHere(dedupe))(`dedupe_csv: F1 of pairs and of groups ≥ 0.90${why(dedupe)}`, async () => {
    const verdict = await judged(dedupe);
    expect(verdict.pairs.f1).toBeGreaterThanOrEqual(0.9);
    expect(verdict.groups.f1).toBeGreaterThanOrEqual(0.9);
  });
}, 120_000);

const FIELDS: readonly Field[] = [
  { name: "given", kind: "given" },
  { name: "family", kind: "family" },
  { name: "born", kind: "date" },
];

const GIVEN = ["Ayşe", "Robert", "محمد", "Fatma", "Chloé", "Omar", "Ingrid", "Łukasz", "Sara", "Deniz"];
const FAMILY = [
  "Öztürk",
  "Miller",
  "السيد",
  "Kaya",
  "Dubois",
  "Haddad",
  "Larsen",
  "Nowak",
  "Cohen",
  "Yılmaz",
];

/** A hundred customers, each of two records, the second of which is written otherwise. */
function twice(): string[][] {
  return Array.from({ length: 100 }, (_, index) => {
    const [given, family] = [GIVEN[index % 10] ?? "", FAMILY[Math.floor(index / 10)] ?? ""];
    const born = `19${50 + (index % 47)}-${String(1 + (index % 12)).padStart(2, "0")}-${10 + (index % 18)}`;
    return [
      [given, family, born],
      index % 10 === 3 ? [family, given, born] : [given.toUpperCase(), family, born],
    ];
  }).flat();
}

test("names in other cases, scripts and orders are of one customer", async () => {
  const values = [...twice(), ["Muhammad", "El-Sayed", "1977-05-05"], ["محمّد", "السيد", "1977-05-05"]];
  const { groups, model } = await matchRecords(facts, { fields: FIELDS, country: null, values });
  for (let customer = 0; customer <= 100; customer += 1) {
    expect(groups).toContainEqual([customer * 2, customer * 2 + 1]);
  }
  expect(unseen(model)).toContainEqual({ field: 2, level: 2 });
});

test("no record, one record and records without values match nothing, and leave no table", async () => {
  const before = await facts.query(sql`SHOW TABLES`);
  for (const values of [
    [],
    [["Ada", "Byron", null]],
    [
      [null, null, null],
      ["", " ", "?"],
    ],
  ]) {
    const { groups, links } = await matchRecords(facts, { fields: FIELDS, country: null, values });
    expect([groups, links]).toEqual([[], []]);
  }
  expect(await facts.query(sql`SHOW TABLES`)).toEqual(before);
});

test("what a crash left of a run is dropped, once it is old", async () => {
  const before = await facts.query(sql`SHOW TABLES`);
  await openRun({ facts, id: "0123456789abcdef", fields: FIELDS });
  const during = await facts.query(sql`SHOW TABLES`);
  expect(during.length).toBeGreaterThan(before.length);
  await dropAbandoned(facts, 3600);
  expect(await facts.query(sql`SHOW TABLES`)).toEqual(during);
  await dropAbandoned(facts, 0);
  expect(await facts.query(sql`SHOW TABLES`)).toEqual(before);
});

test("hostile values are values", async () => {
  const odd = [
    "' OR 1=1 --",
    "\\",
    "\0\n\t",
    "{p0:String}",
    "\u202eabc",
    "😀".repeat(100),
    "\ud800",
    "x".repeat(10_000),
  ];
  const values = odd.flatMap((text) => [
    [text, "Miller", "1970-01-01"],
    [text, "Miller", "1970-01-01"],
  ]);
  const { counts } = await matchRecords(facts, { fields: FIELDS, country: null, values });
  expect(counts.pairs).toBe(120);
});
