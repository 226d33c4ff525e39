import type { FileFormat } from "../contract.ts";
import { readCsv } from "./csv.ts";
import { readJsonl } from "./jsonl.ts";
import { readParquet } from "./parquet.ts";
import type { Reading } from "./reading.ts";

/** Opens a file as its format has it. @throws Problem `invalid` where it is not what it says. */
export function readFile(path: string, format: FileFormat): Promise<Reading> {
  if (format.type === "parquet") return readParquet(path);
  return format.type === "jsonl" ? readJsonl(path, format) : readCsv(path, format);
}
