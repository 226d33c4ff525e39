import { open, stat } from "node:fs/promises";
import { Session } from "chdb";
import { Problem } from "../../../core/problem.ts";
import { because } from "../../../core/reason.ts";
import { BLOCK, type Reading, type Row } from "./reading.ts";

const MAGIC = "PAR1";

/**
 * Reads a Parquet file with an engine of this process: only the reader's process does so, whose
 * folder is a temporary one. All columns become text, times that are instants with a "Z".
 */
export async function readParquet(path: string): Promise<Reading> {
  await checkEnds(path);
  const session = new Session();
  try {
    const source = { path };
    const described = await ask<{ name: string; type: string }>(
      session,
      "DESCRIBE file({path:String}, Parquet)",
      source,
    );
    const counted = await ask<{ rows: string }>(
      session,
      "SELECT count() AS rows FROM file({path:String}, Parquet)",
      source,
    );
    const size = (await stat(path)).size;
    const total = Number(counted[0]?.rows ?? 0);
    const reader = new ParquetRows(session, path, described);
    const bytesRead = () => (total === 0 ? size : Math.round((size * reader.rows) / total));
    return { columns: described.map((column) => column.name), blocks: reader.blocks(), bytesRead, total };
  } catch (error) {
    session.close();
    throw notParquet(error);
  }
}

async function ask<Answer>(session: Session, text: string, params: object): Promise<Answer[]> {
  const result = await session.queryBindAsync(text, params, { format: "JSONEachRow" });
  return result
    .text()
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as Answer);
}

/** A Parquet file begins and ends with its mark; one cut short has lost the end, which holds its plan. */
async function checkEnds(path: string): Promise<void> {
  const file = await open(path, "r");
  try {
    const { size } = await file.stat();
    const ends = Buffer.alloc(8);
    await file.read(ends, 0, 4, 0);
    await file.read(ends, 4, 4, Math.max(0, size - 4));
    if (size < 12 || ends.toString("latin1") !== MAGIC + MAGIC) throw notParquet(undefined);
  } finally {
    await file.close();
  }
}

function notParquet(cause: unknown): Problem {
  if (cause instanceof Problem) return cause;
  return new Problem("invalid", because("imports.no_parquet"), { field: "file", cause });
}

class ParquetRows {
  rows = 0;
  readonly #session: Session;
  readonly #path: string;
  readonly #columns: readonly { name: string; type: string }[];

  constructor(session: Session, path: string, columns: readonly { name: string; type: string }[]) {
    this.#session = session;
    this.#path = path;
    this.#columns = columns;
  }

  async *blocks(): AsyncGenerator<readonly Row[]> {
    try {
      let block: Row[] = [];
      for await (const chunk of this.#stream()) {
        for (const line of chunk.text().split("\n")) {
          if (line === "") continue;
          this.rows++;
          block.push({ line: this.rows, cells: JSON.parse(line) as string[] });
          if (block.length < BLOCK) continue;
          yield block;
          block = [];
        }
      }
      yield block;
    } finally {
      this.#session.close();
    }
  }

  #stream() {
    const cells = this.#columns.map((column) => asText(column)).join(", ");
    const text = `SELECT ${cells} FROM file({path:String}, Parquet) SETTINGS max_threads = 1, session_timezone = 'UTC'`;
    return this.#session.queryStreamBind(text, { path: this.#path }, { format: "JSONCompactEachRow" });
  }
}

/** A column as text; the name comes from the file and stands as a quoted identifier. */
function asText(column: { name: string; type: string }): string {
  const name = `\`${column.name.replaceAll("\\", "\\\\").replaceAll("`", "\\`")}\``;
  const zone = column.type.includes("DateTime") && column.type.includes("UTC") ? ` || 'Z'` : "";
  return `ifNull(toString(${name})${zone}, '')`;
}
