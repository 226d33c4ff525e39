import { expect, test } from "vitest";
import { testFacts } from "../../test/kit/facts.ts";
import { bound, instant, raw, sql } from "./sql.ts";
import { sqlText } from "./sql-text.ts";

test("a question as text asks the same as with its values bound, whatever they are", async () => {
  const facts = await testFacts();
  const texts = [
    "it's",
    '"q"',
    "\\",
    "\\'",
    "a\nb\tc\r\0",
    "`",
    "{p0:String}",
    "'; DROP TABLE event; --",
    "ışık",
    "",
  ];
  const question = sql`SELECT ${bound("Array(String)", texts)} AS many, ${bound("Array(String)", [])} AS none,
    ${texts[4] ?? ""} AS one, ${-5} AS below, ${8_000_000_000_000_000} AS large, ${0.5} AS half, ${true} AS yes,
    ${bound("Float64", 100)} AS whole, ${bound("Decimal(18, 4)", "-12.5")} AS amount,
    ${bound("Date", "2026-01-31")} AS day, ${instant(1_768_000_000_123)} AS at, ${bound("UInt64", 7)} AS id,
    ${bound("Array(UInt64)", [1, 2])} AS ids, 3 IN ${bound("Array(UInt64)", [3])} AS isIn,
    1 AS ${bound("Identifier", "na`me 'x'")}, toTypeName(${-5}) AS of, toTypeName(${bound("Array(Date)", ["2026-01-31"])}) AS list`;
  expect(await facts.query(raw(sqlText(question)))).toEqual(await facts.query(question));
});
