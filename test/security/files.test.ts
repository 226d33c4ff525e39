/** Files that come in and files that go out. */
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { parseTime } from "../../src/collect/imports/values/dates.ts";
import { importsKit, type ImportsKit } from "../kit/imports.ts";

let kit: ImportsKit;

beforeAll(async () => {
  kit = await importsKit();
});

const FORMULAS = [`=HYPERLINK("http://evil.test";"x")`, "+1+1", "-2+3", "@SUM(A1)", "\t=1", "＝1+1"];

const GOOD = Array.from({ length: 40 }, (_, line) => `G${line},2026-01-01 10:00,c${line},Tea,1,10\n`).join(
  "",
);

test("the report of refused lines carries no formula", async () => {
  const rows = FORMULAS.map((cell, line) => `I${line},"${cell.replaceAll('"', '""')}",c${line},Tea,1,10`);
  const id = await kit.uploaded(
    "orders.csv",
    `Invoice,Date,Customer ID,Product,Quantity,Price\n${GOOD}${rows.join("\n")}\n`,
  );
  await kit.start(id);
  const { body } = await kit.call("GET", `/api/v1/imports/${id}/refused.csv`);
  const cells = String(body).split(/\r\n/).slice(1).filter(Boolean);
  expect(cells.length).toBeGreaterThan(0);
  for (const cell of cells.flatMap((line) => line.split(","))) expect(cell).not.toMatch(/^"?[=+@\t\r＝]/);
});

test("a file's name leads to no other folder, and is no header", async () => {
  const id = await kit.uploaded("../../../evil\r\nx-evil: 1/../orders.csv", "Invoice,Date\nI,2026-01-01\n");
  // Other programs use the folder above too: only what bears the file's name would be ours.
  const above = await readdir(join(kit.context.dataDir, ".."));
  expect(above.filter((name) => /evil|orders/.test(name))).toEqual([]);
  expect(await readdir(join(kit.context.dataDir, "imports"))).toContain(String(id));
  const answer = await kit.app.inject({ url: `/api/v1/imports/${id}/refused.csv`, headers: kit.owner });
  expect(answer.headers["content-disposition"]).toBe(`attachment; filename="import-${id}-refused.csv"`);
});

test("what only looks like Parquet, or asks to be unpacked, is refused and leaves nothing behind", async () => {
  for (const content of ["PAR1 none PAR1", `PAR1${"\0".repeat(64)}PAR1`]) {
    expect((await kit.upload("x.parquet", content)).status).toBe(400);
  }
  const left = await readdir(join(kit.context.dataDir, "imports"));
  expect(left.filter((name) => name.startsWith("upload-"))).toEqual([]);
});

test("a cell made to keep the reading of dates busy is no date", () => {
  const hostile = `1 a${" ".repeat(200_000)}x`;
  expect(parseTime(hostile, null)).toBeNull();
});
