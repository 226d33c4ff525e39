import type { Node } from "oxc-parser";
import { lineOf, type SourceFile } from "../source-files.ts";
import { walk } from "./syntax.ts";

const FUNCTIONS = ["FunctionDeclaration", "FunctionExpression", "ArrowFunctionExpression"];

/** The lengths, in lines, of a file's functions, with the line where each begins. */
export function functionLengths(file: SourceFile): { line: number; lines: number }[] {
  const lengths: { line: number; lines: number }[] = [];
  walk(file.program as Node, (node) => {
    if (!FUNCTIONS.includes(node.type)) return;
    const line = lineOf(file.text, node.start);
    lengths.push({ line, lines: lineOf(file.text, node.end) - line + 1 });
  });
  return lengths;
}
