import type { Node } from "oxc-parser";
import { lineOf, type SourceFile } from "../source-files.ts";
import { walk } from "./syntax.ts";

/** What the meter counts in code, with the line of each find. */
export type Smell = "any" | "processEnv" | "rawSql" | "sqlOutsideQueries";

/** Files whose business is SQL: queries, the edges to the stores, and the composer itself. */
const SQL_FILES =
  /(^|\/)(queries|store|tables)(\/|\.ts$)|-queries\.ts$|-store\.ts$|^src\/edges\/|^src\/core\/sql\.ts$/;

/** Finds of `any`, `process.env` outside config.ts, raw() and SQL outside query files. */
export function smellsOf(file: SourceFile): { smell: Smell; line: number }[] {
  const found: { smell: Smell; line: number }[] = [];
  walk(file.program as Node, (node) => {
    const smell = smellOf(node, file.path);
    if (smell) found.push({ smell, line: lineOf(file.text, node.start) });
  });
  return found;
}

function smellOf(node: Node, path: string): Smell | null {
  if (node.type === "TSAnyKeyword") return "any";
  if (node.type === "MemberExpression" && path !== "src/config.ts") {
    const { object, property } = node;
    const isEnv = property.type === "Identifier" && property.name === "env";
    return isEnv && object.type === "Identifier" && object.name === "process" ? "processEnv" : null;
  }
  if (node.type === "CallExpression" && node.callee.type === "Identifier" && node.callee.name === "raw") {
    return path === "src/core/sql.ts" ? null : "rawSql";
  }
  if (node.type === "TaggedTemplateExpression" && node.tag.type === "Identifier" && node.tag.name === "sql") {
    return SQL_FILES.test(path) ? null : "sqlOutsideQueries";
  }
  return null;
}
