import { isUtf8 } from "node:buffer";

/** Bytes that are Turkish letters in windows-1254 and rare Icelandic ones in windows-1252. */
const TURKISH = new Set([0xd0, 0xdd, 0xde, 0xf0, 0xfd, 0xfe]);

/**
 * The encoding of a text by its byte order mark, else by its bytes. windows-1254 is also the
 * answer for ISO-8859-9, whose letters it holds at the same places. Null: this is no text.
 */
export function encodingOf(sample: Buffer): string | null {
  const marked = byMark(sample);
  if (marked) return marked;
  const wide = byZeros(sample);
  if (wide) return wide;
  if (sample.includes(0) && countZeros(sample) > sample.length / 100) return null;
  return isUtf8(wholeCharacters(sample)) ? "utf-8" : bySingleBytes(sample);
}

function byMark(sample: Buffer): string | null {
  if (sample[0] === 0xef && sample[1] === 0xbb && sample[2] === 0xbf) return "utf-8";
  if (sample[0] === 0xff && sample[1] === 0xfe) return "utf-16le";
  if (sample[0] === 0xfe && sample[1] === 0xff) return "utf-16be";
  return null;
}

/** UTF-16 without a mark: every other byte of Latin text is zero. */
function byZeros(sample: Buffer): string | null {
  const head = sample.subarray(0, 4096);
  let even = 0;
  let odd = 0;
  for (let index = 0; index < head.length; index++) {
    if (head[index] !== 0) continue;
    if (index % 2 === 0) even++;
    else odd++;
  }
  if (odd > head.length * 0.3 && even < head.length * 0.05) return "utf-16le";
  if (even > head.length * 0.3 && odd < head.length * 0.05) return "utf-16be";
  return null;
}

function countZeros(sample: Buffer): number {
  let zeros = 0;
  for (const byte of sample) if (byte === 0) zeros++;
  return zeros;
}

/** Without a character that the end of the sample cut in two. */
function wholeCharacters(sample: Buffer): Buffer {
  let end = sample.length;
  for (let back = 1; back <= 3 && back <= end; back++) {
    const byte = sample[end - back] ?? 0;
    if (byte < 0x80) break;
    if (byte >= 0xc0) {
      const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      if (length > back) end -= back;
      break;
    }
  }
  return sample.subarray(0, end);
}

/** Arabic writes whole words of high bytes; Western and Turkish letters stand between plain ones. */
function bySingleBytes(sample: Buffer): string {
  let high = 0;
  let beside = 0;
  let turkish = 0;
  for (let index = 0; index < sample.length; index++) {
    const byte = sample[index] ?? 0;
    if (byte < 0x80) continue;
    high++;
    if (TURKISH.has(byte)) turkish++;
    if ((sample[index - 1] ?? 0) >= 0x80 || (sample[index + 1] ?? 0) >= 0x80) beside++;
  }
  if (beside > high * 0.6) return "windows-1256";
  return turkish > 0 ? "windows-1254" : "windows-1252";
}
