/**
 * The structure meter: prints how the project is built, in figures, and fails where one grew past
 * scripts/structure-baseline.json. `--update` lowers the baseline to what is reached; nothing raises it.
 * `--where` lists the places behind the figures.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { readSourceFiles } from "./source-files.ts";
import { figuresOf } from "./structure/figures.ts";
import { grown, lowered } from "./structure/limits.ts";

const FILE = "scripts/structure-baseline.json";
const baseline = existsSync(FILE) ? (JSON.parse(readFileSync(FILE, "utf8")) as Record<string, number>) : null;
const figures = figuresOf(readSourceFiles());
const values = Object.fromEntries(Object.entries(figures).map(([name, figure]) => [name, figure.value]));

const failures = grown(values, baseline ?? {});
const failing = new Set(failures.map((failure) => failure.split(":")[0]));
for (const [name, figure] of Object.entries(figures)) {
  console.log(`${String(figure.value).padStart(5)}  ${name}`);
  const list = process.argv.includes("--where") || failing.has(name);
  if (list) for (const where of figure.where.slice(0, 50)) console.log(`         ${where}`);
}
if (process.argv.includes("--update")) {
  writeFileSync(FILE, `${JSON.stringify(lowered(values, baseline), null, 2)}\n`);
}
for (const failure of failures) console.log(`grown: ${failure}`);
if (failures.length > 0) process.exitCode = 1;
