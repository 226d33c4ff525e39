const ESCAPES: Readonly<Record<string, string>> = {
  "\\": "\\\\",
  "\0": "\\0",
  "\b": "\\b",
  "\f": "\\f",
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
};

/** A text as the engine reads a field that is no literal: without quotes, which stay as they are. */
export function escapedText(text: string): string {
  // oxlint-disable-next-line no-control-regex -- these are the characters that the engine unescapes
  return text.replace(/[\\\0\b\f\n\r\t]/g, (character) => ESCAPES[character] ?? character);
}

/** A text as a literal of the engine's SQL. */
export function quotedText(text: string): string {
  return `'${escapedText(text).replaceAll("'", "\\'")}'`;
}
