import { parse } from "csv-parse/sync";
import { describe, expect, it } from "vitest";
import { seededRandom } from "../../../core/random.ts";
import { csvRows } from "./csv-rows.ts";

async function* inPieces(text: string, size: number): AsyncGenerator<string> {
  for (let from = 0; from < text.length; from += size) yield text.slice(from, from + size);
}

async function rowsOf(text: string, size = 7): Promise<{ line: number; cells: readonly string[] }[]> {
  const rows = [];
  for await (const block of csvRows(inPieces(text, size), { delimiter: ",", quote: '"' }))
    rows.push(...block);
  return rows;
}

/** The library, given the whole text at once. */
function oracle(text: string): string[][] {
  return parse(text, { relax_column_count: true, relax_quotes: true });
}

describe("delimited text", () => {
  it.each([
    [
      "a,b\n1,2\n",
      [
        ["a", "b"],
        ["1", "2"],
      ],
    ],
    [
      "a,b\r\n1,2",
      [
        ["a", "b"],
        ["1", "2"],
      ],
    ],
    [
      "a,b\r1,2\r",
      [
        ["a", "b"],
        ["1", "2"],
      ],
    ],
    ["a\n\nb\n", [["a"], [""], ["b"]]],
    [
      'a,b\n1,"2\n3"\n4,5" pipe\n',
      [
        ["a", "b"],
        ["1", "2\n3"],
        ["4", '5" pipe'],
      ],
    ],
    ["", []],
  ])("%j is read whatever pieces it comes in", async (text, cells) => {
    for (const size of [1, 2, 3, 1_000]) {
      expect((await rowsOf(text, size)).map((row) => row.cells)).toEqual(cells);
    }
  });

  it("keeps the numbers of lines where quotes begin in the middle of a file", async () => {
    const rows = await rowsOf('a,b\n1,2\n3,4\n5,"6\n7"\n8,9\n', 5);
    expect(rows.map((row) => row.line)).toEqual([1, 2, 3, 5, 6]);
  });

  it("names the line near which a quote is never closed", async () => {
    await expect(rowsOf('a,b\n1,2\n3,"4\n5,6\n')).rejects.toMatchObject({ code: "invalid", field: "file" });
  });

  it("is read as the library reads it, on random text", async () => {
    const random = seededRandom(31);
    const pick = (from: readonly string[]): string => from[Math.floor(random.next() * from.length)] ?? "";
    for (let round = 0; round < 400; round += 1) {
      const end = pick(["\n", "\r\n"]);
      const words = pick(["ab", 'ab"']).split("");
      const parts = Array.from({ length: 40 }, () =>
        pick([...words, ",", "é", end, '"x"', "1"].slice(0, 5 + (round % 3))),
      );
      const text = parts.join("");
      const expected = attempt(() => oracle(text));
      const found = await rowsOf(text, 1 + (round % 9)).then(
        (rows) => rows.map((row) => row.cells),
        () => "refused",
      );
      expect(found, JSON.stringify(text)).toEqual(expected);
    }
  });
});

function attempt(read: () => string[][]): string[][] | "refused" {
  try {
    return read();
  } catch {
    return "refused";
  }
}
