/**
 * Builds the web pages into dist/ui, unless what they are made of has not changed since. Runs after
 * `npm install` too, so it needs production dependencies only.
 */
import { createHash } from "node:crypto";
import { globSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "vite";

const ROOT = join(import.meta.dirname, "..");
const STAMP = join(ROOT, "dist/ui/built-from.txt");
const MADE_OF = [
  "index.html",
  "vite.config.ts",
  "package-lock.json",
  "src/ui/**/*",
  "src/core/*.ts",
  "src/*/*/**/*.tsx",
  "src/*/*/*contract.ts",
];

/** A hash over the names and contents of everything that the pages are made of. */
export function contentHash(root: string): string {
  const hash = createHash("sha256");
  const files = globSync(MADE_OF, { cwd: root, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  for (const file of files)
    hash.update(file.slice(root.length)).update("\0").update(readFileSync(file)).update("\0");
  return hash.digest("hex");
}

function builtFrom(): string | null {
  try {
    return readFileSync(STAMP, "utf8");
  } catch {
    return null; // Never built here.
  }
}

const wanted = contentHash(ROOT);
if (builtFrom() === wanted && !process.argv.includes("--force")) {
  console.log("The web pages are up to date.");
} else {
  await build({ root: ROOT, logLevel: process.argv.includes("--verbose") ? "info" : "warn" });
  mkdirSync(join(ROOT, "dist/ui"), { recursive: true });
  writeFileSync(STAMP, wanted);
  console.log("Built the web pages into dist/ui.");
}
