import type { Bound, Sql } from "../../core/sql.ts";
import { escapedText, quotedText } from "../../core/sql-escapes.ts";
import { placed } from "./layout.ts";
import type { Settings } from "./settings.ts";

/** A bound value as the engine reads parameters: text as in a TSV field, arrays as literals. */
function parameterText({ type, value }: Bound): string {
  if (typeof value === "object") {
    const quoted = type === "Array(String)" || type.startsWith("Array(Date");
    return `[${value.map((item) => (quoted ? quotedText(String(item)) : String(item))).join(",")}]`;
  }
  return escapedText(typeof value === "boolean" ? String(Number(value)) : String(value));
}

/** A statement's text with placeholders, for one engine, and the value of each as the engine reads it. */
export function withParameters(statement: Sql): { text: string; parameters: Record<string, string> } {
  const { text, params } = statement.render();
  const parameters: Record<string, string> = {};
  for (const [name, bound] of Object.entries(params)) parameters[name] = parameterText(bound);
  return { text: placed(text, undefined), parameters };
}

/**
 * The SET that goes before a statement on the same connection. chDB's own binding of parameters
 * runs one statement at a time in the whole process; values set on a connection don't wait.
 */
export function setStatement(settings: Settings, parameters: Readonly<Record<string, string>>): string {
  const pairs = [
    ...Object.entries(settings).map(([name, value]) => `${name} = ${quotedText(String(value))}`),
    ...Object.entries(parameters).map(([name, value]) => `param_${name} = ${quotedText(value)}`),
  ];
  return `SET ${pairs.join(", ")}`;
}
