import { expect, test } from "vitest";
import { splitStatements } from "./statements.ts";

test("statements end at semicolons", () => {
  expect(splitStatements("A;\nB;\n\n")).toEqual(["A", "B"]);
});

test("semicolons within quotes, names and comments end nothing", () => {
  const statement = "SELECT ';', 'it''s;', 'a\\';', `b;`, \"c;\" -- d;\n/* e; */ FROM f";
  expect(splitStatements(`${statement}; G`)).toEqual([statement, "G"]);
});

test("comments alone are no statement", () => {
  expect(splitStatements("-- only; this\n/* and; that */\n")).toEqual([]);
  expect(splitStatements("A; -- the end")).toEqual(["A"]);
});
