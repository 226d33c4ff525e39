/**
 * Distances of two texts whose letters are one byte each, the same as the engine of the facts
 * works them out: what is compared as it arrives must weigh what it weighs in a batch.
 */

/** One row of the distances, written over the one above it: asked thousands of times for one record. */
let row = new Uint16Array(512);

/** Levenshtein's distance, or `most` + 1 where it is more than `most`. */
export function editsUpTo(left: string, right: string, most: number): number {
  if (Math.abs(left.length - right.length) > most) return most + 1;
  if (row.length <= right.length) row = new Uint16Array(right.length * 2);
  for (let at = 0; at <= right.length; at += 1) row[at] = at;
  for (let down = 1; down <= left.length; down += 1) {
    if (nextRow(left.charCodeAt(down - 1), right, down, most) > most) return most + 1;
  }
  return Math.min(row[right.length] ?? 0, most + 1);
}

/** The next row, of the cells that `most` edits can reach; the least of them. */
function nextRow(letter: number, right: string, down: number, most: number): number {
  const first = Math.max(down - most, 1);
  const last = Math.min(down + most, right.length);
  let slant = row[first - 1] ?? 0;
  let before = first === 1 ? down : most + 1;
  let least = before;
  if (first === 1) row[0] = down;
  for (let at = first; at <= last; at += 1) {
    const above = row[at] ?? 0;
    const kept = letter === right.charCodeAt(at - 1) ? slant : slant + 1;
    before = Math.min(kept, above + 1, before + 1);
    slant = above;
    row[at] = before;
    if (before < least) least = before;
  }
  return least;
}

/** Winkler's (1990) likeness from 0 to 1: Jaro's, raised by up to four first letters in common where it is above 0.7. */
export function jaroWinkler(left: string, right: string): number {
  const jaro = jaroOf(left, right);
  if (jaro <= 0.7) return jaro;
  let same = 0;
  while (same < Math.min(4, left.length, right.length) && left[same] === right[same]) same += 1;
  return Math.min(jaro + same * 0.1 * (1 - jaro), 1);
}

function jaroOf(left: string, right: string): number {
  if (left.length === 1 && right.length === 1) return left === right ? 1 : 0;
  // What both begin with is taken as it stands, as the engine does.
  let found = 0;
  while (found < Math.min(left.length, right.length) && left[found] === right[found]) found += 1;
  const reach = Math.max(Math.floor(Math.max(left.length, right.length) / 2) - 1, 0);
  const [ofLeft, ofRight] = common(left.slice(found), right.slice(found), reach);
  let moved = 0;
  for (let at = 0; at < ofLeft.length; at += 1) if (ofLeft[at] !== ofRight[at]) moved += 1;
  found += ofLeft.length;
  if (found === 0) return 0;
  const inOrder = found - moved / 2;
  return (found / left.length + found / right.length + inOrder / found) * THIRD;
}

/** The engine multiplies where others divide: the last bit decides at a level's edge. */
const THIRD = 1 / 3;

/** The letters that two texts have in common no further than `reach` apart, in the order of either. */
function common(left: string, right: string, reach: number): [string, string] {
  const taken = new Uint8Array(left.length);
  let [ofLeft, ofRight] = ["", ""];
  for (let at = 0; at < right.length; at += 1) {
    const end = Math.min(at + reach, left.length - 1);
    for (let near = Math.max(at - reach, 0); near <= end; near += 1) {
      if (taken[near] === 1 || right.charCodeAt(at) !== left.charCodeAt(near)) continue;
      taken[near] = 1;
      ofRight += right.charAt(at);
      break;
    }
  }
  for (let at = 0; at < left.length; at += 1) if (taken[at] === 1) ofLeft += left.charAt(at);
  return [ofLeft, ofRight];
}

/** The words that both texts have, as a share of all words of both (Jaccard; a word that comes twice counts twice). */
export function sharedWords(left: string, right: string): number {
  const [ofLeft, ofRight] = [left.split(" "), right.split(" ")];
  const words = new Set(ofRight);
  const both = new Set(ofLeft.filter((word) => words.has(word))).size;
  return both / (ofLeft.length + ofRight.length - both);
}
