import { because } from "../../core/reason.ts";
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
    const words = because("event.unknown_encoding", { encoding: encoding.slice(0, 40) });
    return refuse(refusal("invalid_json", "Content-Encoding", words));
  }
  try {
    return ok(await UNPACKERS[encoding](body, { maxOutputLength: BODY_BYTES }));
  } catch (failure) {
    if (failure instanceof RangeError) return refuse(tooLarge());
    return refuse(refusal("invalid_json", "Content-Encoding", because("event.wrong_encoding", { encoding })));
  }
}

function isKnown(encoding: string): encoding is keyof typeof UNPACKERS {
  return Object.hasOwn(UNPACKERS, encoding);
}

function tooLarge(): Refusal {
  return refusal("body_too_large", null, because("event.body_too_large", { kilobytes: BODY_BYTES / 1024 }));
}
