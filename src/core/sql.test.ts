import { describe, expect, test } from "vitest";
import { bound, instant, join, profileOf, raw, sql } from "./sql.ts";

const shown = (statement: ReturnType<typeof sql>) => {
  const { text, params } = statement.render();
  return [text, Object.values(params).map(({ value }) => value)];
};

describe("composing SQL", () => {
  test("a value never enters the text", () => {
    expect(shown(sql`SELECT ${"it's"}, ${1}, ${0.5}, ${true}, ${2n}`)).toEqual([
      "SELECT {p0:String}, {p1:Int64}, {p2:Float64}, {p3:UInt8}, {p4:Int64}",
      ["it's", 1, 0.5, 1, 2n],
    ]);
  });

  test("a fragment keeps its place and its values", () => {
    const inner = sql`a = ${1} AND b = ${2}`;
    expect(shown(sql`WHERE ${0} AND (${inner}) AND c = ${3}`)).toEqual([
      "WHERE {p0:Int64} AND (a = {p1:Int64} AND b = {p2:Int64}) AND c = {p3:Int64}",
      [0, 1, 2, 3],
    ]);
  });

  test("fragments side by side and nested fragments are joined in order", () => {
    const parts = join([sql`${1}`, sql`${sql`f(${2})`}`, raw("now()")], " + ");
    expect(shown(sql`${parts}${sql`;`}`)).toEqual(["{p0:Int64} + f({p1:Int64}) + now();", [1, 2]]);
  });

  test("no fragments join to nothing", () => {
    expect(shown(sql`(${join([])})`)).toEqual(["()", []]);
  });

  test("a named type is kept", () => {
    expect(shown(sql`${bound("Decimal(18, 4)", "1.5")} ${instant(0)}`)).toEqual([
      "{p0:Decimal(18, 4)} {p1:DateTime64(3, 'UTC')}",
      ["1.5", "1970-01-01 00:00:00.000"],
    ]);
  });

  test("the handle of profileOf is asked for in both maps and stands for itself, with its value", () => {
    expect(shown(profileOf(sql`${7}`))[1]).toEqual([7, 7, 7]);
  });
});
