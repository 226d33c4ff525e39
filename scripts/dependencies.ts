/**
 * Runtime dependencies: at most 35, each with a line of reason in docs/decisions, so that none
 * comes in by the way. Prints what is missing and fails.
 */
import { readFileSync } from "node:fs";

const MOST = 35;
const REASONS = "docs/decisions/0003-dependencies.md";

const manifest = JSON.parse(readFileSync("package.json", "utf8")) as { dependencies: Record<string, string> };
const names = Object.keys(manifest.dependencies);
const reasons = readFileSync(REASONS, "utf8");
const listed = [...reasons.matchAll(/^\| `([^`]+)`/gm)].map((row) => row[1] ?? "");

const failures = [
  ...(names.length > MOST ? [`${names.length} runtime dependencies, at most ${MOST} are allowed`] : []),
  ...names.filter((name) => !listed.includes(name)).map((name) => `${name}: no reason in ${REASONS}`),
  ...listed
    .filter((name) => !names.includes(name))
    .map((name) => `${name}: in ${REASONS} but not depended on`),
];
for (const failure of failures) console.log(failure);
console.log(`${names.length} runtime dependencies`);
if (failures.length > 0) process.exitCode = 1;
