import type { Bound, Sql } from "./sql.ts";
import { escapedText, quotedText } from "./sql-escapes.ts";

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
  if (type === "Identifier") return `\`${escapedText(String(value)).replaceAll("`", "\\`")}\``;
  if (type === "String") return quotedText(String(value));
  const isOfNumbers = ["Array(UInt64)", "Array(Float64)"].includes(type);
  if (typeof value === "object") {
    const items = value.map((item) => (isOfNumbers ? String(item) : quotedText(String(item))));
    return `CAST([${items.join(", ")}], ${quotedText(type)})`;
  }
  const told = typeof value === "boolean" ? String(Number(value)) : String(value);
  return `CAST(${quotedText(told)}, ${quotedText(type)})`;
}
