/**
 * The process that reads files: `node reader-process.ts plan FILE` writes the events of a plan,
 * `node reader-process.ts preview FILE FILENAME [KIND]` what was found in a file. It holds its own engine
 * for Parquet and its own memory, so that a big or a bad file never slows or stops the server.
 */
import { readFile } from "node:fs/promises";
import { Problem, wordsOf } from "../../../core/problem.ts";
import { ImportKindSchema } from "../contract.ts";
import type { Plan } from "../convert/plan.ts";
import { inspectFile } from "../guess/inspect-file.ts";
import { CONTROL, type ReaderMessage } from "./messages.ts";
import { readPlan } from "./read-plan.ts";

const [, , task, path = "", filename = "", kind = ""] = process.argv;

try {
  if (task === "preview") {
    await say({
      type: "preview",
      preview: await inspectFile(path, filename, ImportKindSchema.safeParse(kind).data),
    });
  } else {
    await readPlan(JSON.parse(await readFile(path, "utf8")) as Plan, process.stdout);
  }
} catch (error) {
  if (!(error instanceof Problem)) throw error;
  const { code, field } = error;
  await say({ type: "problem", problem: { code, field, ...wordsOf(error) } });
}

async function say(message: ReaderMessage): Promise<void> {
  const line = `${CONTROL}${JSON.stringify(message)}\n`;
  await new Promise((resolve) => process.stdout.write(line, resolve));
}
