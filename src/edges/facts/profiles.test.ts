import { afterAll, beforeAll, expect, test } from "vitest";
import { chdbFacts } from "../../../test/kit/facts.ts";
import type { Facts } from "../../core/facts.ts";
import { bound, profileOf, sql } from "../../core/sql.ts";
import { reloadProfiles } from "./profiles.ts";

let facts: Facts;
let version = 0;
beforeAll(async () => {
  facts = await chdbFacts({ database: `profiles_${process.pid}` });
});
afterAll(() => facts.close());

/** Moves handles in one batch, as the worker does, and reloads with room for two in the small map. */
async function move(...moves: readonly (readonly [handle: number, profile: number])[]): Promise<void> {
  version += 1;
  const rows = moves.map(([handle_id, profile_id]) => JSON.stringify({ handle_id, profile_id, version }));
  await facts.insert({ table: "alias", rows: Buffer.from(rows.join("\n")), token: String(version) });
  await reloadProfiles(facts, { most: 2 });
}

async function profiles(...handles: number[]): Promise<string[]> {
  const rows = await facts.query<{ profile: string }>(
    sql`SELECT ${profileOf(sql`handle`)} AS profile FROM (SELECT arrayJoin(${bound("Array(UInt64)", handles)}) AS handle)`,
  );
  return rows.map(({ profile }) => profile);
}

const held = async (map: string): Promise<number> => {
  const [row] = await facts.query<{ held: string }>(
    sql`SELECT element_count AS held FROM system.dictionaries WHERE database = currentDatabase() AND name = ${map}`,
  );
  return Number(row?.held);
};

test("merges are seen whichever map they are in, and so is their undoing", async () => {
  await move([2, 1]);
  expect(await profiles(1, 2, 3)).toEqual(["1", "1", "3"]);

  await move([3, 1], [5, 4], [6, 4]);
  await move([8, 7]);
  expect(await profiles(2, 3, 5, 6, 8, 9)).toEqual(["1", "1", "4", "4", "7", "9"]);

  await move([3, 3], [2, 3]);
  expect(await profiles(2, 3, 5)).toEqual(["3", "3", "4"]);
});

test("the small map holds only what was merged since the large one was read", async () => {
  await move([12, 11], [13, 11], [14, 11]);
  await move([22, 21], [23, 21], [24, 21]);
  await move([32, 31]);
  expect(await held("profile_moved")).toBe(1);
  expect(await held("profile_of")).toBeGreaterThan(6);
  expect(await profiles(12, 24, 32)).toEqual(["11", "21", "31"]);
});

test("what a decision wrote before, and comes in late, is seen when all is read", async () => {
  const late = JSON.stringify({ handle_id: 42, profile_id: 41, version: 1 });
  await facts.insert({ table: "alias", rows: Buffer.from(late), token: "late" });
  await reloadProfiles(facts, { all: true });
  expect(await profiles(42, 32)).toEqual(["41", "31"]);
});
