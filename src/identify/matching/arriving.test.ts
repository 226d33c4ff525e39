import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { sql } from "kysely";
import { testContext } from "../../../test/kit/context.ts";
import type { Context } from "../../core/context.ts";
import { asId, type HandleId } from "../../core/ids.ts";
import {
  type Arriving,
  capability,
  forgetRecords,
  keepKnown,
  type Known,
  matchArriving,
  rememberRecords,
  storedKnown,
} from "./index.ts";
import { rulesFor } from "./rules.ts";

const FIELDS: Known["fields"] = [
  { name: "given", kind: "given" },
  { name: "family", kind: "family" },
  { name: "email", kind: "email" },
];

/** What a batch might have learned of names and addresses: every level, from equal to different. */
const known: Known = {
  fields: FIELDS,
  country: "TR",
  model: {
    m: [
      [0.8, 0.1, 0.01, 0.04, 0.02, 0.01, 0.01, 0.01],
      [0.8, 0.1, 0.01, 0.04, 0.02, 0.01, 0.01, 0.01],
      [0.9, 0.05, 0.02, 0.01, 0.01, 0.01],
    ],
    u: [
      [0.02, 0.01, 0.01, 0.01, 0.01, 0.02, 0.12, 0.8],
      [0.001, 0.01, 0.01, 0.01, 0.01, 0.02, 0.12, 0.819],
      [0.0001, 0.0001, 0.001, 0.001, 0.001, 0.9968],
    ],
    prior: 0.0001,
  },
  rules: rulesFor(FIELDS).map((rule) => ({ rule, most: 100 })),
  filled: [1000, 1000, 800],
};
const frequencies = { filled: known.filled, often: [new Map([["ayse", 40]]), new Map(), new Map()] };

const handle = (number: number): HandleId => asId<HandleId>(number);
const record = (number: number, ...values: (string | null)[]): Arriving => ({
  handleId: handle(number),
  values,
});

let context: Context;
beforeAll(async () => {
  context = await testContext();
});

beforeEach(async () => {
  await sql`TRUNCATE matching_record, matching_block`.execute(context.state);
  await keepKnown(context.state, known, frequencies);
});

const remember = (...records: Arriving[]) => rememberRecords(context.state, known, records);
async function found(arriving: Arriving, least = 0): Promise<number[]> {
  const [likenesses = []] = await matchArriving(context.state, known, [arriving], least);
  return likenesses.map(({ handleId }) => handleId);
}

describe("a record that arrives", () => {
  test("finds those it is like, the likeliest first, and not itself", async () => {
    await remember(
      ...[record(1, "Ayşe", "Yılmaz", "ayse@example.com"), record(2, "AYSE", "Yilmaz", null)],
      ...[record(3, "Robert", "Miller", "rob@example.com"), record(4, "Ayşe", "Yılmaz", "ayse@example.com")],
    );
    expect(await found(record(4, "Ayşe", "Yılmaz", "ayse@example.com"))).toEqual([1, 2]);
    expect(await found(record(4, "Ayşe", "Yılmaz", "ayse@example.com"), 0.99)).toEqual([1]);
    expect(await found(record(5, "Ada", "Byron", "ada@example.com"))).toEqual([]);
    expect(await found(record(5, null, "", " "))).toEqual([]);
  });

  test("says what each field weighs, and a rare name weighs more than a common one", async () => {
    await remember(record(1, "Ayşe", "Yılmaz", null), record(2, "Nazlı", "Yılmaz", null));
    const [[common] = [], [rare] = []] = await matchArriving(
      context.state,
      known,
      [record(3, "Ayse", "Yilmaz", "a@example.com"), record(4, "Nazli", "Yilmaz", null)],
      0,
    );
    expect(common?.levels).toEqual([1, 1, 0]);
    expect(common?.weights[0]).toBeCloseTo(Math.log2(0.8) - Math.log2(40 / 1000));
    expect(rare?.weights[0]).toBeCloseTo(Math.log2(0.8) - Math.log2(1 / 1000));
    expect(common?.weights[2]).toBe(0);
  });

  test("is not held up by a block that thousands are in", async () => {
    const crowd = Array.from({ length: 3000 }, (_, index) =>
      record(10 + index, "Ayşe", `Kaya${index}`, null),
    );
    await remember(...crowd, record(1, "Ayşe", "Öztürk", null));
    const likenesses = await found(record(2, "Ayşe", "Ozturk", null));
    expect(likenesses[0]).toBe(1);
    expect(likenesses.length).toBeLessThanOrEqual(200);
  });
});

describe("what is remembered", () => {
  test("is found by what it says now, not by what it said before", async () => {
    await remember(record(1, "Ayşe", "Yılmaz", "old@example.com"));
    await remember(record(1, "Nermin", "Çelik", "new@example.com"));
    expect(await found(record(2, "Ayşe", "Yılmaz", "old@example.com"))).toEqual([]);
    expect(await found(record(2, "Nermin", "Çelik", null))).toEqual([1]);
  });

  test("is kept once, whoever remembers it at the same time", async () => {
    const writers = Array.from({ length: 8 }, (_, writer) =>
      remember(...[1, 2, 3].map((number) => record(number, "Ayşe", `Kaya ${writer}`, null))),
    );
    await Promise.all(writers);
    const { rows } = await sql`
      SELECT (SELECT count(*) FROM matching_block) AS blocks,
             (SELECT sum(cardinality(blocks)) FROM matching_record) AS named`.execute(context.state);
    expect(rows).toEqual([expect.objectContaining({ blocks: 12, named: 12 })]);
  });

  test("is forgotten without a trace, and with the customer who is erased", async () => {
    await remember(record(1, "Ayşe", "Yılmaz", null), record(2, "Ayşe", "Yılmaz", null));
    await forgetRecords(context.state, [handle(1)]);
    expect(await found(record(3, "Ayşe", "Yılmaz", null))).toEqual([2]);
    expect(await capability.personalData?.export(context, { handles: [handle(2)] })).toEqual([
      expect.objectContaining({
        handle_id: 2,
        folded: expect.arrayContaining(["ayse", "yilmaz"]) as unknown,
      }),
    ]);
    await capability.personalData?.erase(context, { handles: [handle(2)] });
    const { rows } = await sql`SELECT 1 FROM matching_block UNION ALL SELECT 1 FROM matching_record`.execute(
      context.state,
    );
    expect(rows).toEqual([]);
  });

  test("of other fields is not compared until it is remembered for the new ones", async () => {
    await remember(record(1, "Ayşe", "Yılmaz", null));
    const other = { ...known, country: "SA" };
    await keepKnown(context.state, other, frequencies);
    expect(await storedKnown(context.state)).toEqual(other);
    const arriving = record(2, "Ayşe", "Yılmaz", null);
    expect(await matchArriving(context.state, other, [arriving], 0)).toEqual([[]]);
    await rememberRecords(context.state, other, [record(1, "Ayşe", "Yılmaz", null)]);
    expect(await matchArriving(context.state, other, [arriving], 0)).toEqual([
      [expect.objectContaining({ handleId: 1 })],
    ]);
  });
});
