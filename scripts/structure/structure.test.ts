import { describe, expect, it } from "vitest";
import { parseSourceFile } from "../source-files.ts";
import { cycles, mutualFolders } from "./cycles.ts";
import { figuresOf } from "./figures.ts";
import { grown, lowered } from "./limits.ts";

function figure(name: string, text: string, path = "src/measure/cohorts/rule.ts"): number | undefined {
  return figuresOf([parseSourceFile(path, text)])[name]?.value;
}

describe("the structure meter", () => {
  it("counts any, process.env, raw() and SQL outside query files", () => {
    expect(figure("any", "const x: any = 1;")).toBe(1);
    expect(figure("process.env outside config.ts", "const x = process.env.PORT;")).toBe(1);
    expect(figure("process.env outside config.ts", "const x = process.env.PORT;", "src/config.ts")).toBe(0);
    expect(figure("raw() in SQL", "const x = raw('DESC');")).toBe(1);
    expect(figure("SQL outside query files", "const x = sql`SELECT 1`;")).toBe(1);
    expect(figure("SQL outside query files", "const x = sql`SELECT 1`;", "src/a/b/queries.ts")).toBe(0);
  });

  it("counts exports without a doc comment, and takes comments in between", () => {
    expect(figure("undocumented exports", "export const a = 1;")).toBe(1);
    expect(figure("undocumented exports", "/** Why. */\nexport const a = 1;")).toBe(0);
    expect(figure("undocumented exports", "/** Why. */\n// and how\nexport const a = 1;")).toBe(0);
    expect(figure("undocumented exports", "/** Why. */\nconst b = 1;\nexport const a = b;")).toBe(1);
    expect(figure("undocumented exports", 'export { a } from "./a.ts";')).toBe(0);
  });

  it("counts long functions and files", () => {
    const body = "  f();\n".repeat(70);
    expect(figure("functions over 60 lines", `function f() {\n${body}}\n`)).toBe(1);
    expect(figure("files over 400 lines", "f();\n".repeat(401))).toBe(1);
  });

  it("finds circles of files and folders that import each other", () => {
    const graph = new Map([
      ["src/measure/a/x.ts", ["src/measure/b/y.ts"]],
      ["src/measure/b/y.ts", ["src/measure/b/z.ts"]],
      ["src/measure/b/z.ts", ["src/measure/a/x.ts"]],
      ["src/measure/c/w.ts", ["src/measure/a/x.ts"]],
    ]);
    expect(cycles(graph).map((group) => group.length)).toEqual([3]);
    expect(mutualFolders(graph)).toEqual(["src/measure/a ↔ src/measure/b"]);
  });

  it("fails a figure that grew, and a baseline never rises", () => {
    expect(grown({ any: 1 }, { any: 0 })).toEqual(["any: 1, was 0"]);
    expect(grown({ "median lines a file": 55 }, { "median lines a file": 40 })).toEqual([]);
    expect(grown({ "median lines a file": 61 }, { "median lines a file": 40 })).toHaveLength(1);
    expect(lowered({ any: 1, raw: 2 }, { any: 0, raw: 5 })).toEqual({ any: 0, raw: 2 });
  });
});
