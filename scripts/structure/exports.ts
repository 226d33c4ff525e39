import type { SourceFile } from "../source-files.ts";
import { lineOf } from "../source-files.ts";

/** Lines of exported declarations without a doc comment right before them. Re-exports need none. */
export function undocumentedExports(file: SourceFile): number[] {
  const docs = new Set(
    file.comments
      .filter((comment) => comment.type === "Block" && comment.value.startsWith("*"))
      .map((comment) => nextText(file, comment.end)),
  );
  return file.program.body
    .filter((node) => node.type === "ExportNamedDeclaration" || node.type === "ExportDefaultDeclaration")
    .filter((node) => node.declaration !== null && !docs.has(node.start))
    .map((node) => lineOf(file.text, node.start));
}

/** Where the code after a comment begins, past blanks and further comments. */
function nextText(file: SourceFile, from: number): number {
  let position = from;
  for (;;) {
    while (/\s/.test(file.text[position] ?? "x")) position += 1;
    const comment = file.comments.find((candidate) => candidate.start === position);
    if (!comment) return position;
    position = comment.end;
  }
}
