/**
 * SipHash-2-4 of a text's UTF-8 bytes with a zero key: what ClickHouse calls sipHash64. Worked in
 * halves of 32 bits, since BigInt would be ten times slower.
 */
export function sipHash64(text: string): Hash {
  const bytes = Buffer.from(text, "utf8");
  let [a, b, c, d, e, f, g, h] = INITIAL;
  function rounds(count: number): void {
    for (let round = 0; round < count; round += 1) {
      // v0 = (a,b) v1 = (c,d) v2 = (e,f) v3 = (g,h), high half first.
      let low = (b >>> 0) + (d >>> 0);
      a = (a + c + (low > MASK ? 1 : 0)) | 0;
      b = low | 0;
      let high = (c << 13) | (d >>> 19);
      d = ((d << 13) | (c >>> 19)) ^ b;
      c = high ^ a;
      [a, b] = [b, a];
      low = (f >>> 0) + (h >>> 0);
      e = (e + g + (low > MASK ? 1 : 0)) | 0;
      f = low | 0;
      high = (g << 16) | (h >>> 16);
      h = ((h << 16) | (g >>> 16)) ^ f;
      g = high ^ e;
      low = (b >>> 0) + (h >>> 0);
      a = (a + g + (low > MASK ? 1 : 0)) | 0;
      b = low | 0;
      high = (g << 21) | (h >>> 11);
      h = ((h << 21) | (g >>> 11)) ^ b;
      g = high ^ a;
      low = (f >>> 0) + (d >>> 0);
      e = (e + c + (low > MASK ? 1 : 0)) | 0;
      f = low | 0;
      high = (c << 17) | (d >>> 15);
      d = ((d << 17) | (c >>> 15)) ^ f;
      c = high ^ e;
      [e, f] = [f, e];
    }
  }
  const whole = bytes.length - (bytes.length % 8);
  for (let at = 0; at < whole; at += 8) {
    const low = bytes.readInt32LE(at);
    const high = bytes.readInt32LE(at + 4);
    g ^= high;
    h ^= low;
    rounds(2);
    a ^= high;
    b ^= low;
  }
  const tail = Buffer.alloc(8);
  bytes.copy(tail, 0, whole);
  tail[7] = bytes.length & 0xff;
  const low = tail.readInt32LE(0);
  const high = tail.readInt32LE(4);
  g ^= high;
  h ^= low;
  rounds(2);
  a ^= high;
  b ^= low;
  f ^= 0xff;
  rounds(4);
  return { high: (a ^ c ^ e ^ g) >>> 0, low: (b ^ d ^ f ^ h) >>> 0 };
}

/** 64 bits in two halves. */
export type Hash = { readonly high: number; readonly low: number };

const MASK = 0xffffffff;
// "somepseudorandomlygeneratedbytes", the constants of the algorithm; the key is zero.
const INITIAL: readonly [number, number, number, number, number, number, number, number] = [
  0x736f6d65, 0x70736575, 0x646f7261, 0x6e646f6d, 0x6c796765, 0x6e657261, 0x74656462, 0x79746573,
];

/** The hash as a decimal number, as UInt64 columns take it. */
export function showHash(hash: Hash): string {
  return ((BigInt(hash.high) << 32n) | BigInt(hash.low)).toString();
}

/** Reads what {@link showHash} wrote. */
export function parseHash(text: string): Hash {
  const value = BigInt(text);
  return { high: Number(value >> 32n), low: Number(value & 0xffffffffn) };
}
