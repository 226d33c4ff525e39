import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Facts } from "../../src/core/facts.ts";
import { bound, instant, profileOf, sql } from "../../src/core/sql.ts";
import { chdbEngine, clickhouseEngine, threadEngine } from "../kit/engines.ts";
import type { Engine } from "../kit/engines.ts";

const lines = (rows: object[]) => Buffer.from(rows.map((row) => JSON.stringify(row)).join("\n"));
const endless = sql`SELECT sum(sipHash64(number)) AS endless FROM numbers(${bound("UInt64", 10n ** 15n)})`;

describe.each([
  ["chDB in the process", () => chdbEngine()],
  ["chDB from another thread", threadEngine],
  ["ClickHouse over HTTP", clickhouseEngine],
])("%s", (_name, start) => {
  let engine: Engine;
  let facts: Facts;
  beforeAll(async () => {
    engine = await start();
    facts = engine.facts;
  });
  afterAll(() => engine.close());

  const count = async (table: string) => {
    const rows = await facts.query<{ total: number }>(
      sql`SELECT toUInt32(count()) AS total FROM ${bound("Identifier", table)}`,
    );
    return rows[0]?.total;
  };
  const running = async (mark: string) => {
    const rows = await facts.query<{ total: number }>(
      sql`SELECT toUInt32(countIf(position(query, ${mark}) > 0 AND position(query, 'system.processes') = 0)) AS total FROM system.processes`,
    );
    return rows[0]?.total;
  };

  test("numbers beyond 2^53, money and times come back exactly", async () => {
    const [row] = await facts.query(sql`SELECT
      ${bound("UInt64", 18446744073709551615n)} AS unsigned,
      ${bound("Int64", -9223372036854775808n)} AS signed,
      ${bound("Decimal(18, 4)", "99999999999999.9999")} AS money,
      ${bound("UInt32", 4294967295)} AS small,
      ${0.1} AS float,
      ${true} AS yes,
      ${instant(Date.UTC(2026, 0, 31, 23, 59, 59, 7))} AS at,
      ${bound("Date", "2026-02-28")} AS day,
      CAST(NULL AS Nullable(String)) AS nothing`);
    expect(row).toEqual({
      unsigned: "18446744073709551615",
      signed: "-9223372036854775808",
      money: "99999999999999.9999",
      small: 4294967295,
      float: 0.1,
      yes: 1,
      at: "2026-01-31 23:59:59.007",
      day: "2026-02-28",
      nothing: null,
    });
  });

  test("lists come back as they were bound, the empty one too", async () => {
    const [row] = await facts.query(sql`SELECT
      ${bound("Array(String)", ["it's", "a\\b", "", "[x]", "{p0:UInt8}"])} AS texts,
      ${bound("Array(String)", [])} AS none,
      ${bound("Array(UInt64)", ["18446744073709551615", 1, 2n])} AS numbers,
      ${bound("Array(Float64)", [0.5, -2])} AS floats,
      ${bound("Array(Date)", ["2026-01-31"])} AS days`);
    expect(row).toEqual({
      texts: ["it's", "a\\b", "", "[x]", "{p0:UInt8}"],
      none: [],
      numbers: ["18446744073709551615", "1", "2"],
      floats: [0.5, -2],
      days: ["2026-01-31"],
    });
  });

  test("any text comes back equal, whatever quotes, braces or control characters it holds", async () => {
    const special = fc.constantFrom(
      "'",
      '"',
      "`",
      "\\",
      "\0",
      "\n",
      "\r",
      "\t",
      "\b",
      "\f",
      "{",
      "}",
      "\\N",
      ";",
      "--",
      "/*",
      "é",
      "😀",
      "ı",
    );
    const text = fc.oneof(
      fc.string({ unit: "grapheme" }),
      fc.array(special).map((parts) => parts.join("")),
    );
    await fc.assert(
      fc.asyncProperty(text, fc.array(text, { maxLength: 4 }), async (one, many) => {
        const [row] = await facts.query(sql`SELECT ${one} AS one, ${bound("Array(String)", many)} AS many`);
        expect(row).toEqual({ one, many });
      }),
      { numRuns: 100 },
    );
  });

  test("a list of thousands of ids is bound like a short one", async () => {
    const ids = Array.from({ length: 50_000 }, (_, index) => 1_000_000_000_000 + index);
    const [row] = await facts.query(sql`SELECT toUInt32(length(${bound("Array(UInt64)", ids)})) AS total`);
    expect(row).toEqual({ total: 50_000 });
  });

  test("questions that run side by side keep their own values", async () => {
    const numbers = Array.from({ length: 60 }, (_, index) => index);
    const answers = await Promise.all(numbers.map((number) => facts.query(sql`SELECT ${number} AS number`)));
    expect(answers).toEqual(numbers.map((number) => [{ number: String(number) }]));
  });

  test("a question without rows answers with none", async () => {
    expect(await facts.query(sql`SELECT 1 AS one WHERE 0`)).toEqual([]);
  });

  test("rows sent again under the same token are stored once", async () => {
    const rows = lines([
      {
        handle_id: 1,
        name: "plan",
        at: "2026-01-01 00:00:00.000",
        value: '"gold"',
        source_id: 1,
        trust: "trusted",
        message_id: "a",
      },
    ]);
    await facts.insert({ table: "trait", rows, token: "first" });
    await facts.insert({ table: "trait", rows, token: "first" });
    expect(await count("trait")).toBe(1);
    await facts.insert({ table: "trait", rows, token: "second" });
    expect(await count("trait")).toBe(2);
  });

  test("a large batch is one block, so that its token covers it whole", async () => {
    const total = 200_000;
    const batch = lines(
      Array.from({ length: total }, (_, hash) => ({ hash, received_at: "2026-01-01 00:00:00" })),
    );
    await facts.insert({ table: "message", rows: batch, token: "large" });
    await facts.insert({ table: "message", rows: batch, token: "large" });
    expect(await count("message")).toBe(total);
  });

  test("items, unicode and empty lists of an order are stored as sent", async () => {
    const item = {
      product_id: "1",
      sku: "",
      name: "Çay 🫖",
      category: "",
      quantity: "2",
      price: "1234567890.1234",
      discount: "0",
    };
    const order = {
      shop: "main",
      order_id: "İ-1",
      version: 1,
      handle_id: 1,
      anonymous: 0,
      at: "2026-01-31 23:59:59.123",
      status: "paid",
      currency: "TRY",
      gross: "2469135780.2468",
      discount: "0",
      shipping: "0",
      tax: "0",
      other: "0",
      total: "2469135780.2468",
      source_id: 1,
      trust: "trusted",
      message_id: "m",
    };
    await facts.insert({
      table: "order",
      rows: lines([
        { ...order, items: [item] },
        { ...order, order_id: "2", items: [] },
      ]),
      token: "orders",
    });
    const rows = await facts.query(
      sql`SELECT order_id, total, items FROM \`order\` FINAL WHERE handle_id = ${1} ORDER BY order_id`,
    );
    expect(rows).toEqual([
      { order_id: "2", total: "2469135780.2468", items: [] },
      { order_id: "İ-1", total: "2469135780.2468", items: [item] },
    ]);
  });

  test("an unknown column and a wrong type are refused, and nothing is stored", async () => {
    const alias = { handle_id: 5, profile_id: 4, version: 1 };
    for (const wrong of [
      { ...alias, surprise: 1 },
      { ...alias, version: "soon" },
    ]) {
      await expect(
        facts.insert({ table: "alias", rows: lines([alias, wrong]), token: JSON.stringify(wrong) }),
      ).rejects.toMatchObject({ message: expect.stringMatching(/Code: (117|27)|surprise|version/) });
    }
    expect(await count("alias")).toBe(0);
  });

  test("a merge is seen by questions after the profiles were reloaded", async () => {
    await facts.insert({
      table: "alias",
      rows: lines([{ handle_id: 9, profile_id: 7, version: 1 }]),
      token: "merge",
    });
    await facts.reloadProfiles();
    const profile = sql`SELECT ${profileOf(sql`${bound("UInt64", 9)}`)} AS profile`;
    expect(await facts.query(profile)).toEqual([{ profile: "7" }]);
    await facts.insert({
      table: "alias",
      rows: lines([{ handle_id: 9, profile_id: 9, version: 2 }]),
      token: "unmerge",
    });
    await facts.reloadProfiles();
    expect(await facts.query(profile)).toEqual([{ profile: "9" }]);
  });

  test("a stream gives every row, in blocks", async () => {
    const blocks: number[] = [];
    for await (const rows of facts.stream<{ number: string }>(
      sql`SELECT number FROM numbers(${bound("UInt64", 300_000)})`,
    )) {
      blocks.push(rows.length);
    }
    expect(blocks.reduce((sum, length) => sum + length, 0)).toBe(300_000);
    expect(blocks.length).toBeGreaterThan(1);
  });

  test("a stream whose reader stops is stopped in the engine, and its connection is free again", async () => {
    for (let turn = 0; turn < 4; turn += 1) {
      const stream = facts.stream(
        sql`SELECT number AS stopped_stream FROM numbers(${bound("UInt64", 10n ** 15n)})`,
      );
      for await (const rows of stream) {
        expect(rows.length).toBeGreaterThan(0);
        break;
      }
    }
    await expect.poll(() => running("stopped_stream")).toBe(0);
  });

  test("an asker who goes away stops the question in the engine", async () => {
    const asker = new AbortController();
    const question = facts.query(endless, { signal: asker.signal });
    const ended = question.catch((reason: unknown) => reason);
    await expect.poll(() => running("AS endless")).toBe(1);
    asker.abort("gone");
    expect(await ended).toBe("gone");
    await expect.poll(() => running("AS endless")).toBe(0);
  });

  test("an asker who has gone before the question was asked stops it too", async () => {
    await expect(facts.query(endless, { signal: AbortSignal.abort("gone") })).rejects.toBe("gone");
    expect(await running("AS endless")).toBe(0);
  });

  test("a question past its time is stopped", async () => {
    await expect(facts.query(endless, { timeout: 0.2 })).rejects.toMatchObject({
      name: "Problem",
      code: "timeout",
    });
  });

  test("a question that wants too much memory is stopped", async () => {
    const greedy = sql`SELECT length(groupArray(number)) AS n FROM numbers(${bound("UInt64", 1_000_000_000)})`;
    await expect(facts.query(greedy)).rejects.toMatchObject({ name: "Problem", code: "timeout" });
  });

  test("an answer too large for memory is refused", async () => {
    const large = sql`SELECT repeat(toString(number % 10), 1000000) AS text FROM numbers(${bound("UInt64", 40)})`;
    await expect(facts.query(large)).rejects.toMatchObject({ name: "Problem", code: "too_large" });
  });

  test("a short question does not wait for a long one of the other lane", async () => {
    const asker = new AbortController();
    const long = facts.query(endless, { lane: "background", signal: asker.signal });
    const ended = long.catch((reason: unknown) => reason);
    await expect.poll(() => running("AS endless")).toBe(1);
    expect(await facts.query(sql`SELECT ${"quick"} AS answer`)).toEqual([{ answer: "quick" }]);
    asker.abort("done");
    expect(await ended).toBe("done");
  });

  test("a wrong statement is an error of the program, not a problem of the asker", async () => {
    const wrong = facts.query(sql`SELECT no_such_column FROM event`);
    await expect(wrong).rejects.not.toMatchObject({ name: "Problem" });
  });

  test("an error half way through a stream reaches its reader", async () => {
    const read = async () => {
      const breaking = sql`SELECT throwIf(number = 900000) AS fine FROM numbers(${bound("UInt64", 1_000_000)})`;
      let total = 0;
      for await (const rows of facts.stream(breaking)) total += rows.length;
      return total;
    };
    await expect(read()).rejects.toBeInstanceOf(Error);
  });

  test("two that start at once both find the tables, and nothing is applied again", async () => {
    const [one, other] = await Promise.all([engine.again(), engine.again()]);
    const [row] = await facts.query(sql`SELECT toUInt32(count()) AS total FROM migration FINAL`);
    const [files] = await one.query(sql`SELECT toUInt32(uniqExact(name)) AS total FROM migration`);
    expect(row).toEqual(files);
    await Promise.all([one.close(), other.close()]);
  });

  test("it says that it answers", async () => {
    await expect(facts.ping()).resolves.toBeUndefined();
  });
});
