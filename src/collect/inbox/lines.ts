import { constants, zstdCompressSync, zstdDecompressSync } from "node:zlib";
import type { TrackedEvent } from "../../core/event.ts";

const LEVEL = { params: { [constants.ZSTD_c_compressionLevel]: 1 } };

/** Events as a row of the inbox holds them: JSON lines. */
export function toLines(events: readonly TrackedEvent[]): string {
  return events.map((event) => JSON.stringify(event)).join("\n");
}

/**
 * Packs text for a `body` column. Level 1: the inbox is read once, soon. At once, not on another
 * thread: the way there and back takes three times what the packing of a request does.
 */
export function pack(text: string): Buffer {
  return zstdCompressSync(Buffer.from(text), LEVEL);
}

/** Reads what {@link pack} wrote. */
export function unpack(body: Buffer): string {
  return zstdDecompressSync(body).toString();
}

/** The events of a row's body. */
export function fromLines(text: string): TrackedEvent[] {
  if (text === "") return [];
  return JSON.parse(`[${text.replaceAll("\n", ",")}]`) as TrackedEvent[];
}
