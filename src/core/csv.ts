/** Writing CSV that no spreadsheet takes for formulas. Reading is the imports' business. */

/** A cell's value; null is an empty cell. */
export type Cell = string | number | boolean | null;

/** Spreadsheets run a cell that begins like this; a quote mark in front makes it text (OWASP, CSV injection). */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;
const PLAIN_NUMBER = /^-?\d+(\.\d+)?$/;
const NEEDS_QUOTES = /[",\r\n]/;

/** One line of CSV (RFC 4180, CRLF at its end), with text that looks like a formula made harmless. */
export function csvLine(cells: readonly Cell[]): string {
  return `${cells.map(csvCell).join(",")}\r\n`;
}

function csvCell(cell: Cell): string {
  if (cell === null) return "";
  const text = String(cell);
  const harmless = FORMULA.test(text) && !PLAIN_NUMBER.test(text) ? `'${text}` : text;
  return NEEDS_QUOTES.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/** Begins a CSV file: spreadsheets read UTF-8 only with this mark. */
export const CSV_START = "\uFEFF";
