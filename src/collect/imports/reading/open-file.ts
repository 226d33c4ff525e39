import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { Transform, type Readable } from "node:stream";
import { createGunzip, createZstdDecompress } from "node:zlib";
import iconv from "iconv-lite";

/** How a file is packed. */
export type Compression = "none" | "gzip" | "zstd";

const CHUNK = 256 * 1024;

/** Reads the packing off the first bytes. */
export function compressionOf(head: Buffer): Compression {
  if (head[0] === 0x1f && head[1] === 0x8b) return "gzip";
  if (head.length >= 4 && head.readUInt32LE(0) === 0xfd2fb528) return "zstd";
  return "none";
}

/** The first bytes of a file as they lie on the disk. */
export async function headOf(path: string, length: number): Promise<Buffer> {
  const file = await open(path, "r");
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

/** The file's unpacked bytes, and how many bytes of the disk were read for them. */
export function openFile(
  path: string,
  compression: Compression,
): { bytes: Readable; bytesRead: () => number } {
  let read = 0;
  const counted = new Transform({
    readableHighWaterMark: CHUNK,
    transform(chunk: Buffer, _encoding, done) {
      read += chunk.length;
      done(null, chunk);
    },
  });
  const raw = createReadStream(path, { highWaterMark: CHUNK });
  raw.on("error", (error) => counted.destroy(error));
  const plain = raw.pipe(counted);
  return { bytes: unpack(plain, compression), bytesRead: () => read };
}

function unpack(packed: Readable, compression: Compression): Readable {
  if (compression === "none") return packed;
  const unpacked =
    compression === "gzip" ? createGunzip({ chunkSize: CHUNK }) : createZstdDecompress({ chunkSize: CHUNK });
  packed.on("error", (error) => unpacked.destroy(error));
  return packed.pipe(unpacked);
}

/** The first unpacked bytes, at most so many; what can't be unpacked is a damaged file. */
export async function sampleOf(path: string, compression: Compression, length: number): Promise<Buffer> {
  const { bytes } = openFile(path, compression);
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of bytes as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    size += chunk.length;
    if (size >= length) break;
  }
  return Buffer.concat(chunks).subarray(0, length);
}

/** The text of bytes, piece by piece. */
export async function* decoded(bytes: AsyncIterable<Buffer>, encoding: string): AsyncGenerator<string> {
  const decoder = iconv.getDecoder(encoding);
  for await (const chunk of bytes) yield decoder.write(chunk);
  const rest = decoder.end();
  if (rest) yield rest;
}
