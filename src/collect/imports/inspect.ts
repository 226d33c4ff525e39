import { Problem } from "../../core/problem.ts";
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
      const { code, message, field, fix } = line.message.problem;
      throw new Problem(code, message, { field, fix });
    }
  }
  throw new Problem("unavailable", "Looking into the file was stopped.", {
    fix: "Upload it again.",
    retryAfter: 5,
  });
}
