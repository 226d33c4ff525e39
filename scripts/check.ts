/**
 * Everything that CI holds the code to, all at once: prints one line a check, the output of those
 * that fail, and fails if one does. `npm run check -- types lint` runs only the named ones.
 */
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { availableParallelism } from "node:os";

type Check = { name: string; command: string; args: string[] };
type Outcome = { check: Check; code: number; output: string; seconds: number };

const bin = (name: string): string => `node_modules/.bin/${name}`;
const script = (name: string, file: string): Check => ({ name, command: process.execPath, args: [file] });

const CHECKS: Check[] = [
  { name: "types", command: bin("tsc"), args: ["--noEmit", "-p", "."] },
  { name: "lint", command: bin("oxlint"), args: ["--deny-warnings"] },
  { name: "format", command: bin("oxfmt"), args: ["--check", "."] },
  { name: "dead-code", command: bin("knip"), args: ["--no-progress", "--no-config-hints"] },
  script("law-of-imports", "scripts/law.ts"),
  script("structure", "scripts/structure.ts"),
  script("dependencies", "scripts/dependencies.ts"),
  ...(existsSync("scripts/check-translations.ts")
    ? [script("translations", "scripts/check-translations.ts")]
    : []),
];

function run(check: Check): Promise<Outcome> {
  const start = performance.now();
  return new Promise((resolve) => {
    const child = spawn(check.command, check.args, { stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on("data", (chunk: Buffer) => (output += chunk.toString()));
    const end = (code: number): void =>
      resolve({ check, code, output, seconds: (performance.now() - start) / 1000 });
    child.on("error", (error) => {
      output += String(error);
      end(1);
    });
    child.on("close", (code) => end(code ?? 1));
  });
}

/** Runs the checks, as many at a time as there are cores. */
async function runAll(checks: Check[]): Promise<Outcome[]> {
  const waiting = [...checks];
  const outcomes: Outcome[] = [];
  const worker = async (): Promise<void> => {
    for (let check = waiting.shift(); check; check = waiting.shift()) outcomes.push(await run(check));
  };
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
  return outcomes;
}

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !CHECKS.some((check) => check.name === name));
if (unknown.length > 0) {
  console.error(`no check named ${unknown.join(", ")}; there are ${CHECKS.map((c) => c.name).join(", ")}`);
  process.exit(2);
}
const outcomes = await runAll(CHECKS.filter((check) => wanted.length === 0 || wanted.includes(check.name)));
for (const { check, code, output, seconds } of outcomes) {
  if (code !== 0) console.log(`\n── ${check.name}\n${output.trim()}\n`);
  console.log(`${code === 0 ? "ok    " : "FAILED"}  ${check.name.padEnd(15)} ${seconds.toFixed(1)} s`);
}
process.exitCode = outcomes.some((outcome) => outcome.code !== 0) ? 1 : 0;
