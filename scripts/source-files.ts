/** The project's own source, parsed once for the checks that read it. */
import { globSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { parseSync, type Comment, type Program } from "oxc-parser";

/** One parsed file; `path` is relative to the project with `/` between folders. */
export type SourceFile = {
  readonly path: string;
  readonly text: string;
  readonly program: Program;
  readonly comments: readonly Comment[];
  /** What it imports or re-exports of the project itself, as paths like its own. */
  readonly imports: readonly string[];
};

const FOLDERS = ["src", "simulator", "test", "bench", "scripts"];

/** Reads and parses every TypeScript file below the project's folders. */
export function readSourceFiles(root = process.cwd()): SourceFile[] {
  const paths = FOLDERS.flatMap((folder) => globSync(`${folder}/**/*.{ts,tsx}`, { cwd: root }));
  return paths.sort().map((path) => parseSourceFile(path, readFileSync(join(root, path), "utf8")));
}

/** Parses one file's text. */
export function parseSourceFile(path: string, text: string): SourceFile {
  const { program, comments, module, errors } = parseSync(path, text);
  if (errors.length > 0) throw new Error(`${path}: ${errors[0]?.message ?? "cannot be parsed"}`);
  const requests = [
    ...module.staticImports.map((found) => found.moduleRequest.value),
    ...module.staticExports.flatMap((found) => found.entries.map((entry) => entry.moduleRequest?.value)),
    ...module.dynamicImports.map((found) =>
      text.slice(found.moduleRequest.start + 1, found.moduleRequest.end - 1),
    ),
  ];
  const own = requests.filter((request) => request?.startsWith(".")).map((request) => String(request));
  const imports = own.map((request) => normalize(join(dirname(path), request)));
  return { path, text, program, comments, imports: [...new Set(imports)] };
}

/** Tests and what only they use; the law and the meter hold for the product alone. */
export function isTest(path: string): boolean {
  return /\.test\.tsx?$/.test(path) || path.startsWith("test/");
}

/** The line, from 1, of a position in a text. */
export function lineOf(text: string, position: number): number {
  let line = 1;
  for (
    let index = text.indexOf("\n");
    index >= 0 && index < position;
    index = text.indexOf("\n", index + 1)
  ) {
    line += 1;
  }
  return line;
}
