/** Reads JSON objects a line: newlines within values are escaped, so each one ends a row. */
export function parseLines<Row>(text: string): Row[] {
  const lines = text.trimEnd();
  return lines === "" ? [] : (JSON.parse(`[${lines.replaceAll("\n", ",")}]`) as Row[]);
}
