import { Problem } from "../../core/problem.ts";
import { because } from "../../core/reason.ts";
import type { ImportKind } from "./contract.ts";
import type { Inspection } from "./guess/inspect-file.ts";
import { startReader } from "./process/start-reader.ts";

/** Looks into a file, in a process of its own. @throws Problem `invalid` where it can't be read. */
export async function inspect(
  file: string,
  filename: string,
  kind: ImportKind | undefined,
  signal: AbortSignal,
): Promise<Inspection> {
  for await (const line of startReader(["preview", file, filename, kind ?? ""], signal)) {
    if (!("message" in line)) continue;
    if (line.message.type === "preview") return line.message.preview as Inspection;
    if (line.message.type === "problem") {
      const { code, field, ...words } = line.message.problem;
      throw new Problem(code, words, { field });
    }
  }
  throw new Problem("unavailable", because("imports.look_stopped"), { retryAfter: 5 });
}
