/** Stands for any text, none included. */
const STAR = "*";

/**
 * Tells whether a value is one of the texts; `*` in a text stands for any text. Without regular
 * expressions, whose time a pattern could make grow without bound. Letters A to Z count as a to z.
 */
export function matcherOf(texts: readonly string[]): (value: string) => boolean {
  const folded = texts.map(fold);
  const exact = new Set(folded.filter((text) => !text.includes(STAR)));
  const patterns = folded.filter((text) => text.includes(STAR)).map((text) => text.split(STAR));
  return (value) => {
    const wanted = fold(value);
    return exact.has(wanted) || patterns.some((parts) => fits(wanted, parts));
  };
}

/** Lower case for A to Z alone, as the state compares too. */
function fold(text: string): string {
  return text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

/** Whether the parts stand in the value in their order, the first at its start and the last at its end. */
function fits(value: string, parts: readonly string[]): boolean {
  const first = parts[0] ?? "";
  const last = parts.at(-1) ?? "";
  if (!value.startsWith(first)) return false;
  const end = value.length - last.length;
  let from = first.length;
  for (const part of parts.slice(1, -1)) {
    const found = value.indexOf(part, from);
    if (found < 0) return false;
    from = found + part.length;
  }
  return from <= end && value.endsWith(last);
}
