import { isJsonObject } from "../core/json.ts";

/** An answer for people to read: a line a field, a table for rows. */
export function showAnswer(answer: unknown): string {
  if (!isJsonObject(answer)) return `${String(answer)}\n`;
  const lines: string[] = [];
  for (const [name, value] of Object.entries(answer)) {
    if (Array.isArray(value) && value.every(isJsonObject)) lines.push(`${name}:`, showRows(value));
    else if (value !== null) lines.push(`${name}: ${showValue(value)}`);
  }
  return `${lines.join("\n")}\n`;
}

function showRows(rows: readonly object[]): string {
  const cells = rows.map((row) => Object.fromEntries(Object.entries(row).map(([k, v]) => [k, showValue(v)])));
  const names = [...new Set(cells.flatMap((row) => Object.keys(row)))];
  const widths = names.map((name) => Math.max(name.length, ...cells.map((row) => (row[name] ?? "").length)));
  const line = (values: readonly string[]) =>
    `  ${values.map((value, index) => value.padEnd(widths[index] ?? 0)).join("  ")}`.trimEnd();
  return [line(names), ...cells.map((row) => line(names.map((name) => row[name] ?? "")))].join("\n");
}

function showValue(value: unknown): string {
  if (isJsonObject(value) && typeof value["day"] === "string") return value["day"];
  return typeof value === "object" && value !== null ? JSON.stringify(value) : String(value ?? "–");
}
