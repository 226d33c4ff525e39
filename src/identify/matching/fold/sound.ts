/**
 * How a name sounds, over the scripts: what Mohammed, Muhammad, Mehmet and محمد have in common.
 * Consonants alone, since Arabic writes no short vowels and transliterations choose them freely;
 * consonants that transliterations confuse (d and t, q and k, kh and h, g and j) are one. So
 * Mahmoud sounds like Mohammed: what sounding alike is worth, the model learns from the data.
 */
const DIGRAPHS: readonly (readonly [RegExp, string])[] = [
  [/sch|sh|ch/g, "s"],
  [/kh|gh/g, "h"],
  [/th|dh/g, "t"],
  [/ph/g, "f"],
  [/ck/g, "k"],
];

const ONE_SOUND: Readonly<Record<string, string>> = {
  ...{ d: "t", q: "k", c: "k", g: "j", v: "f", p: "b", z: "s", x: "ks" },
};

/** The sound of one word in plain letters; empty where it has no Latin letter. */
export function soundOf(word: string): string {
  if (!/^[a-z]+$/.test(word)) return word;
  let text = word;
  for (const [letters, sound] of DIGRAPHS) text = text.replace(letters, sound);
  text = text.replace(/[dqcgvpzx]/g, (letter) => ONE_SOUND[letter] ?? letter);
  const first = /^[aeiou]/.test(text) ? "a" : text.charAt(0);
  // A last h is the ta marbuta of Fatimah as often as a letter.
  const rest = text
    .slice(1)
    .replace(/h$/, "")
    .replace(/[aeiouwy]/g, "");
  return (first + rest).replace(/(.)\1+/g, "$1");
}
