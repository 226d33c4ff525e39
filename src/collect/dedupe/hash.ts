/**
 * SipHash-2-4 of a text's UTF-8 bytes with a zero key: what ClickHouse calls sipHash64. Worked in
 * halves of 32 bits, since BigInt would be ten times slower.
 */
export function sipHash64(text: string): Hash {
  const bytes = text.length * 3 < SCRATCH.length - 8 ? SCRATCH : Buffer.alloc(text.length * 3 + 8);
  const length = bytes.write(text, "utf8");
  // The last word holds what is left over, and the length in its highest byte.
  const words = length >>> 3;
  bytes.fill(0, length, words * 8 + 8);
  bytes[words * 8 + 7] = length & 0xff;
  // v0 = (a,b) v1 = (c,d) v2 = (e,f) v3 = (g,h), high half first.
  let [a, b, c, d, e, f, g, h] = INITIAL;
  // Two rounds a word; the four at the end are those of two empty words.
  for (let word = 0; word <= words + 2; word += 1) {
    const low = word <= words ? bytes.readInt32LE(word * 8) : 0;
    const high = word <= words ? bytes.readInt32LE(word * 8 + 4) : 0;
    if (word === words + 1) f ^= 0xff;
    g ^= high;
    h ^= low;
    for (let round = 0; round < 2; round += 1) {
      let sum = (b >>> 0) + (d >>> 0);
      a = (a + c + (sum > MASK ? 1 : 0)) | 0;
      b = sum | 0;
      let turned = (c << 13) | (d >>> 19);
      d = ((d << 13) | (c >>> 19)) ^ b;
      c = turned ^ a;
      turned = a;
      a = b;
      b = turned;
      sum = (f >>> 0) + (h >>> 0);
      e = (e + g + (sum > MASK ? 1 : 0)) | 0;
      f = sum | 0;
      turned = (g << 16) | (h >>> 16);
      h = ((h << 16) | (g >>> 16)) ^ f;
      g = turned ^ e;
      sum = (b >>> 0) + (h >>> 0);
      a = (a + g + (sum > MASK ? 1 : 0)) | 0;
      b = sum | 0;
      turned = (g << 21) | (h >>> 11);
      h = ((h << 21) | (g >>> 11)) ^ b;
      g = turned ^ a;
      sum = (f >>> 0) + (d >>> 0);
      e = (e + c + (sum > MASK ? 1 : 0)) | 0;
      f = sum | 0;
      turned = (c << 17) | (d >>> 15);
      d = ((d << 17) | (c >>> 15)) ^ f;
      c = turned ^ e;
      turned = e;
      e = f;
      f = turned;
    }
    a ^= high;
    b ^= low;
  }
  return { high: (a ^ c ^ e ^ g) >>> 0, low: (b ^ d ^ f ^ h) >>> 0 };
}

/** 64 bits in two halves. */
export type Hash = { readonly high: number; readonly low: number };

const MASK = 0xffffffff;
/** Nothing runs between its filling and its reading. */
const SCRATCH = Buffer.alloc(512);
// "somepseudorandomlygeneratedbytes", the constants of the algorithm; the key is zero.
const INITIAL: readonly [number, number, number, number, number, number, number, number] = [
  0x736f6d65, 0x70736575, 0x646f7261, 0x6e646f6d, 0x6c796765, 0x6e657261, 0x74656462, 0x79746573,
];

/** The hash as a decimal number, as UInt64 columns take it. */
export function showHash(hash: Hash): string {
  return ((BigInt(hash.high) << 32n) | BigInt(hash.low)).toString();
}
