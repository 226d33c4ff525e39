import type { Bound, Sql } from "./sql.ts";

const ESCAPES: Readonly<Record<string, string>> = {
  "\\": "\\\\",
  "'": "\\'",
  "\0": "\\0",
  "\b": "\\b",
  "\f": "\\f",
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
};

/**
 * A question as one text with its values in it, to be read and taken along by people. The program
 * itself asks with values that are bound.
 */
export function sqlText({ parts, values }: Sql): string {
  return values.reduce(
    (text, value, index) => text + literal(value) + (parts[index + 1] ?? ""),
    parts[0] ?? "",
  );
}

/** A value of just the type that it is bound as. */
function literal({ type, value }: Bound): string {
  if (type === "Identifier") return `\`${escaped(String(value)).replaceAll("`", "\\`")}\``;
  if (type === "String") return quoted(String(value));
  const isOfNumbers = ["Array(UInt64)", "Array(Float64)"].includes(type);
  if (typeof value === "object") {
    const items = value.map((item) => (isOfNumbers ? String(item) : quoted(String(item))));
    return `CAST([${items.join(", ")}], ${quoted(type)})`;
  }
  const told = typeof value === "boolean" ? String(Number(value)) : String(value);
  return `CAST(${quoted(told)}, ${quoted(type)})`;
}

function quoted(text: string): string {
  return `'${escaped(text)}'`;
}

function escaped(text: string): string {
  // oxlint-disable-next-line no-control-regex -- these are the characters that the engine unescapes
  return text.replace(/[\\'\0\b\f\n\r\t]/g, (character) => ESCAPES[character] ?? character);
}
