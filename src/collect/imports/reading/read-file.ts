import type { FileFormat } from "../contract.ts";
import { readCsv } from "./csv.ts";
import { readJsonl } from "./jsonl.ts";
import type { Reading } from "./reading.ts";

/** Opens a file as its format has it. @throws Problem `invalid` where it is not what it says. */
export async function readFile(path: string, format: FileFormat): Promise<Reading> {
  // The engine is large and only Parquet needs it.
  if (format.type === "parquet") return (await import("./parquet.ts")).readParquet(path);
  return format.type === "jsonl" ? readJsonl(path, format) : readCsv(path, format);
}
