import { createHash, randomUUID } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Context } from "../../core/context.ts";
import type { ImportId } from "../../core/ids.ts";
import { Problem } from "../../core/problem.ts";
import { because } from "../../core/reason.ts";
import type { ImportKind } from "./contract.ts";
import { importFiles, importsFolder } from "./folders.ts";
import { inspect } from "./inspect.ts";
import type { Mapping } from "./mapping-contract.ts";
import { addImport } from "./queries.ts";
import { readMapping } from "./saved-mappings.ts";
import { sourceFor } from "./source-for.ts";

/** What is said of a file that is uploaded. */
export type Upload = {
  readonly filename: string;
  readonly kind?: ImportKind | undefined;
  readonly source?: string | undefined;
  /** Name of a saved mapping. */
  readonly mapping?: string | undefined;
};

/**
 * Takes a file in, of any size, and looks into it. An import exists once the file is whole and
 * can be read.
 * @throws Problem `invalid` where the file can't be read, `unavailable` where the disk is full.
 */
export async function takeUpload(
  context: Context,
  body: Readable,
  upload: Upload,
  signal: AbortSignal,
): Promise<ImportId> {
  const saved =
    upload.mapping === undefined ? null : (await readMapping(context.state, upload.mapping)).mapping;
  const folder = join(importsFolder(context.dataDir), `upload-${randomUUID()}`);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  try {
    const file = join(folder, "file");
    const { bytes, sha256 } = await write(body, file, signal);
    const inspection = await inspect(file, upload.filename, saved?.kind ?? upload.kind, signal);
    const mapping: Mapping = saved ?? inspection.mapping;
    const source = await sourceFor(context.state, upload.source);
    return await context.state.transaction().execute(async (tx) => {
      const { filename } = upload;
      const now = context.clock.now();
      const id = await addImport(tx, {
        filename,
        sourceId: source.id,
        bytes,
        sha256,
        inspection,
        mapping,
        now,
      });
      await rename(folder, importFiles(context.dataDir, id).folder);
      return id;
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function write(
  body: Readable,
  file: string,
  signal: AbortSignal,
): Promise<{ bytes: number; sha256: string }> {
  const hash = createHash("sha256");
  let bytes = 0;
  // The body is left alive when the disk fails: destroyed, it would take the connection, and with it the answer.
  const counted = async function* () {
    for await (const chunk of body.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      hash.update(chunk);
      bytes += chunk.length;
      yield chunk;
    }
  };
  try {
    await pipeline(counted, createWriteStream(file, { mode: 0o600, flush: true }), { signal });
  } catch (error) {
    if (!(error instanceof Error) || !("code" in error) || error.code !== "ENOSPC") throw error;
    // The rest is read and dropped: left unread, it would hold up the next request on the connection.
    body.resume();
    throw new Problem("unavailable", because("imports.disk_full"), {
      retryAfter: 60,
      cause: error,
    });
  }
  return { bytes, sha256: hash.digest("hex") };
}
