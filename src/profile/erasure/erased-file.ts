import { open, readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { Problem } from "../../core/problem.ts";
import type { Erased } from "./erased-hash.ts";

/** The list of the erased outside of the database: a database that is restored doesn't take it back. */
const NAME = "erased.jsonl";

const Line = z.object({
  secret: z.string().min(1),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  erasedAt: z.number().int(),
});

/** All that the file holds; a line that a crash cut off is none. */
export async function readErasedFile(dataDir: string): Promise<Erased[]> {
  const text = await readFile(join(dataDir, NAME), "utf8").catch((failure: unknown) => {
    if (failure instanceof Error && "code" in failure && failure.code === "ENOENT") return "";
    throw unusable(failure);
  });
  return text.split("\n").flatMap((line) => {
    const parsed = Line.safeParse(jsonOf(line));
    return parsed.success ? [parsed.data] : [];
  });
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

/** Adds to the file; on the disk when it returns. */
export async function appendErased(dataDir: string, erased: readonly Erased[]): Promise<void> {
  if (erased.length === 0) return;
  try {
    const lines = erased.map(({ secret, hash, erasedAt }) => JSON.stringify({ secret, hash, erasedAt }));
    const file = await open(join(dataDir, NAME), "a", 0o600);
    try {
      // The newline before ends a line that a crash cut off.
      await file.write(`\n${lines.join("\n")}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
  } catch (failure) {
    throw unusable(failure);
  }
}

function unusable(cause: unknown): Problem {
  return new Problem("unavailable", "The list of the erased cannot be read or written now.", {
    fix: `Let Tenure read and write ${NAME} in DATA_DIR, and make room on its disk; it goes on by itself then.`,
    retryAfter: 30,
    cause,
  });
}
