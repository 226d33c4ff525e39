/** Letters as the first text has them are compared as the letter at the same place of the second. */
const PAIRS = letterPairs();

/** For the engine: what {@link fold} does, as two texts of letters. */
export const FOLD_FROM = PAIRS.map(([letter]) => letter).join("");
/** See {@link FOLD_FROM}. */
export const FOLD_TO = PAIRS.map(([, small]) => small).join("");

const SMALL = new Map(PAIRS);

/**
 * The form in which texts are compared: small letters, of Latin, Greek, Cyrillic and Armenian; İ, I and
 * ı are i. A list of letters, so that the engine does exactly the same.
 */
export function fold(text: string): string {
  // Most texts have none of them: those are left alone.
  return /[^\0-@[-`a-\x7F]/.test(text)
    ? Array.from(text, (letter) => SMALL.get(letter) ?? letter).join("")
    : text;
}

function letterPairs(): [string, string][] {
  const ranges = [
    [0x41, 0x5a],
    [0xc0, 0x17f],
    [0x370, 0x3ff],
    [0x400, 0x52f],
    [0x531, 0x556],
  ] as const;
  const pairs: [string, string][] = [];
  for (const [first, last] of ranges) {
    for (let point = first; point <= last; point += 1) {
      const letter = String.fromCodePoint(point);
      const small = letter.toLowerCase();
      if (small !== letter && [...small].length === 1) pairs.push([letter, small]);
    }
  }
  return [...pairs, ["İ", "i"], ["ı", "i"]];
}
