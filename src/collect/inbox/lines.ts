import { promisify } from "node:util";
import { constants, zstdCompress, zstdDecompressSync } from "node:zlib";
import type { TrackedEvent } from "../../core/event.ts";

const compress = promisify(zstdCompress);
const LEVEL = { params: { [constants.ZSTD_c_compressionLevel]: 1 } };

/** Events as a row of the inbox holds them: JSON lines. */
export function toLines(events: readonly TrackedEvent[]): string {
  return events.map((event) => JSON.stringify(event)).join("\n");
}

/** Packs text for a `body` column. Level 1: the inbox is read once, soon. */
export function pack(text: string): Promise<Buffer> {
  return compress(Buffer.from(text), LEVEL);
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
