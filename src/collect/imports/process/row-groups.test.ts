import { describe, expect, it } from "vitest";
import { join } from "node:path";
import { testFolder } from "../../../../test/kit/context.ts";
import { seededRandom } from "../../../core/random.ts";
import type { Row } from "../reading/reading.ts";
import { RowGroups } from "./row-groups.ts";

async function grouped(rows: readonly Row[], limit: number): Promise<Map<string, number[]>> {
  const groups = new RowGroups(join(await testFolder(), "scratch"), limit);
  for (let from = 0; from < rows.length; from += 100) {
    await groups.add(rows.slice(from, from + 100), (row) => row.cells[0] ?? "");
  }
  const found = new Map<string, number[]>();
  for await (const group of groups.all()) {
    const key = group[0]?.cells[0] ?? "";
    expect(found.has(key)).toBe(false);
    found.set(
      key,
      group.map((row) => row.line),
    );
  }
  return found;
}

describe("rows of one key", () => {
  it("come together in the order of the file, in memory and past it alike", async () => {
    const random = seededRandom(7);
    const rows = Array.from({ length: 5_000 }, (_, index) => ({
      line: index + 1,
      cells: [`order ${Math.floor(random.next() * 700)}`, "x"],
    }));
    const small = await grouped(rows, 20_000);
    const large = await grouped(rows, 1e9);
    expect(small.size).toBe(large.size);
    expect(Object.fromEntries(small)).toEqual(Object.fromEntries(large));
  });
});
