import { readFileSync } from "node:fs";
import { join } from "node:path";
import type * as Library from "chdb";
import type { Session } from "chdb";
import { CANCELLED, unavailable } from "./problems.ts";

/** The library of the engine, as far as it is used. */
export type Engine = Pick<typeof Library, "Session" | "drainPending">;

/**
 * Loads the engine's library, on the thread that will hold the engine. A thread that has it loaded takes
 * the engine of the whole process along as it ends, and whatever others ask it then hangs for ever: so no
 * module may import it, the threads that ask over a port load those modules too.
 */
export function loadEngine(): Promise<Engine> {
  return import("chdb");
}

const STATEMENT_BYTES = 100_000_000;

/**
 * A connection to the engine of a folder, within a database that is made where it is missing.
 * @throws Problem `unavailable` naming the process that holds the folder.
 */
export function openSession(engine: Engine, path: string, database: string): Session {
  let session: Session;
  try {
    session = new engine.Session(path);
  } catch (error) {
    const pid = holderOf(path);
    throw pid === null
      ? unavailable(`The facts in ${path} cannot be opened.`, error)
      : unavailable(`The facts in ${path} are in use by process ${pid}: stop it first.`, error);
  }
  // A long list of ids stands in a SET before the question.
  session.query(`SET max_query_size = ${STATEMENT_BYTES}`);
  session.query(`CREATE DATABASE IF NOT EXISTS ${database}`);
  session.query(`USE ${database}`);
  return session;
}

/** The living process that the engine's lock file names; null where there is none but this. */
function holderOf(path: string): number | null {
  try {
    const pid = Number(/^PID: (\d+)/m.exec(readFileSync(join(path, "status"), "utf8"))?.[1]);
    if (!pid || pid === process.pid) return null;
    process.kill(pid, 0);
    return pid;
  } catch {
    return null;
  }
}

/** The engine's error code. Errors of streams carry it only as the prefix that every text of the engine has. */
export function engineCode(error: unknown): number | undefined {
  if (!(error instanceof Error)) return undefined;
  if ("clickhouseCode" in error && typeof error.clickhouseCode === "number") return error.clickhouseCode;
  if ("code" in error && error.code === "CHDB_CLOSED") return CANCELLED;
  const prefix = /^Code: (\d+)\./.exec(error.message)?.[1];
  return prefix === undefined ? undefined : Number(prefix);
}
