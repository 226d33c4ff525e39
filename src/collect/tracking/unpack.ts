import { promisify } from "node:util";
import { brotliDecompress, gunzip, inflate } from "node:zlib";
import { ok, refuse } from "../../core/result.ts";
import type { Result } from "../../core/result.ts";
import { BODY_BYTES } from "./limits.ts";
import { refusal } from "./refusal.ts";
import type { Refusal } from "./refusal.ts";

const UNPACKERS = {
  gzip: promisify(gunzip),
  "x-gzip": promisify(gunzip),
  deflate: promisify(inflate),
  br: promisify(brotliDecompress),
};

/** The body as its sender wrote it. Unpacking stops at the limit, so a bomb costs no more than that. */
export async function unpackBody(
  body: Buffer,
  encoding: string | undefined,
): Promise<Result<Buffer, Refusal>> {
  if (!encoding || encoding === "identity") {
    return body.length > BODY_BYTES ? refuse(tooLarge()) : ok(body);
  }
  if (!isKnown(encoding)) {
    const message = `Content-Encoding ${encoding.slice(0, 40)} is not known.`;
    return refuse(refusal("invalid_json", "Content-Encoding", message, "Send the body plain or as gzip."));
  }
  try {
    return ok(await UNPACKERS[encoding](body, { maxOutputLength: BODY_BYTES }));
  } catch (failure) {
    if (failure instanceof RangeError) return refuse(tooLarge());
    const message = `The body is not valid ${encoding}.`;
    return refuse(refusal("invalid_json", "Content-Encoding", message, "Send the body plain or as gzip."));
  }
}

function isKnown(encoding: string): encoding is keyof typeof UNPACKERS {
  return Object.hasOwn(UNPACKERS, encoding);
}

function tooLarge(): Refusal {
  const message = `The body is larger than ${BODY_BYTES / 1024} KB, unpacked.`;
  return refusal("body_too_large", null, message, "Send smaller batches.");
}
