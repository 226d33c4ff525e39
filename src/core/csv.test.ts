import { expect, test } from "vitest";
import { csvLine } from "./csv.ts";

test.each([
  ["=1+1", "'=1+1"],
  ["@SUM(A1)", "'@SUM(A1)"],
  ["+49 30 1234", "'+49 30 1234"],
  ["-cmd|' /C calc'!A0", "'-cmd|' /C calc'!A0"],
  ["\t=1", "'\t=1"],
])("a cell %j that a spreadsheet would run is written as text", (given, written) => {
  expect(csvLine([given])).toBe(`${written}\r\n`);
});

test("numbers stay numbers, below zero too", () => {
  expect(csvLine([-12.5, "-12.5", 3])).toBe("-12.5,-12.5,3\r\n");
});

test("commas, quotes and line breaks are quoted, and nothing is an empty cell", () => {
  expect(csvLine(['a "b", c', "two\nlines", null, true])).toBe('"a ""b"", c","two\nlines",,true\r\n');
});
