/** Letters that people read; signs such as "–", "·" and "▲" are the same in every language. */
const WORDS = /\p{L}{2,}/u;

/** Attributes that people read or hear. */
const SPOKEN = /\b(?:label|title|placeholder|description|aria-label|alt)="([^"]*)"/g;

/** Takes code and comments out of what stands between two tags. */
function between(file: string): Iterable<RegExpMatchArray> {
  return file.matchAll(/(?<!=)>([^<>{}`;=()&|]*?)<\/?[A-Za-z>]/g);
}

function lineOf(text: string, index: number): number {
  return text.slice(0, index).split("\n").length;
}

/** Where a view holds text of its own: between tags, or in an attribute that is read aloud. */
export function literalTexts(file: string, text: string): string[] {
  if (!file.endsWith(".tsx") || file.endsWith("snippets.tsx")) return [];
  const found = [...between(text), ...text.matchAll(SPOKEN)];
  return found
    .filter((match) => WORDS.test((match[1] ?? "").replace(/&\w+;/g, "")))
    .map((match) => `${file}:${lineOf(text, match.index ?? 0)}: literal text "${(match[1] ?? "").trim()}"`);
}
