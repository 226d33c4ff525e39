import { breachesOf } from "../law/breaches.ts";
import { isTest, type SourceFile } from "../source-files.ts";
import { cycles, mutualFolders } from "./cycles.ts";
import { undocumentedExports } from "./exports.ts";
import { functionLengths } from "./functions.ts";
import { smellsOf } from "./smells.ts";

/** A figure of the meter: how much, and where it comes from. */
export type Figure = { readonly value: number; readonly where: readonly string[] };

const LONG_FILE = 200;
const LONGEST_FILE = 400;
const LONG_FUNCTION = 60;

/** Every figure of the structure meter; of each, less is better. */
export function figuresOf(all: readonly SourceFile[]): Record<string, Figure> {
  const files = all.filter((file) => /^(src|simulator)\//.test(file.path) && !isTest(file.path));
  const sizes = files.map((file) => ({ path: file.path, lines: file.text.split("\n").length - 1 }));
  const functions = files.flatMap((file) =>
    functionLengths(file).map((found) => ({ ...found, path: file.path })),
  );
  const smells = files.flatMap((file) => smellsOf(file).map((found) => ({ ...found, path: file.path })));
  const graph = new Map(files.map((file) => [file.path, file.imports]));
  const at = (found: { path: string; line: number }): string => `${found.path}:${found.line}`;
  const smell = (name: string): Figure => count(smells.filter((found) => found.smell === name).map(at));
  return {
    "median lines a file": { value: quantile(sizes, 0.5), where: [] },
    "p90 lines a file": { value: quantile(sizes, 0.9), where: [] },
    "files over 200 lines": count(sizes.filter((size) => size.lines > LONG_FILE).map((size) => size.path)),
    "files over 400 lines": count(sizes.filter((size) => size.lines > LONGEST_FILE).map((size) => size.path)),
    "p90 lines a function": { value: quantile(functions, 0.9), where: [] },
    "functions over 60 lines": count(functions.filter((found) => found.lines > LONG_FUNCTION).map(at)),
    "import cycles": count(cycles(graph).map((group) => group.join(" → "))),
    "folder pairs that import each other": count(mutualFolders(graph)),
    "imports past the law": count(breachesOf(all).map(({ from, to }) => `${from} → ${to}`)),
    "process.env outside config.ts": smell("processEnv"),
    any: smell("any"),
    "raw() in SQL": smell("rawSql"),
    "SQL outside query files": smell("sqlOutsideQueries"),
    "undocumented exports": count(
      files.flatMap((file) => undocumentedExports(file).map((line) => `${file.path}:${line}`)),
    ),
  };
}

function count(where: readonly string[]): Figure {
  return { value: where.length, where };
}

function quantile(items: readonly { lines: number }[], share: number): number {
  const sorted = items.map((item) => item.lines).sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;
}
