import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Problem } from "./core/problem.ts";

type Holder = { pid: number; startedAt: string };

/** The data folder is taken by another process. */
export class FolderInUse extends Problem {
  constructor(dataDir: string, pid: number) {
    super("unavailable", `The data folder ${dataDir} is in use by process ${pid}.`, {
      fix: "Stop that process first, or give another folder in DATA_DIR.",
    });
  }
}

/**
 * Makes the data folder where it is missing and takes it for this process; the returned function
 * gives it back. A lock that a killed process left is taken over.
 * @throws FolderInUse naming the process that has it
 */
export function lockFolder(dataDir: string): () => void {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const lock = join(dataDir, "tenure.lock");
  const draft = `${lock}.${process.pid}`;
  const self: Holder = { pid: process.pid, startedAt: startOf(process.pid) ?? "" };
  writeFileSync(draft, JSON.stringify(self), { mode: 0o600 });
  try {
    // A link either is made with its content or not at all, whoever else tries at the same instant.
    while (!tryLink(draft, lock)) {
      const holder = readHolder(lock);
      if (holder && isRunning(holder)) throw new FolderInUse(dataDir, holder.pid);
      moveAway(lock, `${draft}.stale`);
    }
  } finally {
    rmSync(draft, { force: true });
  }
  return () => rmSync(lock, { force: true });
}

function tryLink(draft: string, lock: string): boolean {
  try {
    linkSync(draft, lock);
    return true;
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
    throw error;
  }
}

function moveAway(lock: string, aside: string): void {
  try {
    renameSync(lock, aside);
    rmSync(aside);
  } catch (error) {
    // Somebody else took the stale lock away first: look again.
    if (codeOf(error) !== "ENOENT") throw error;
  }
}

function readHolder(lock: string): Holder | null {
  try {
    return JSON.parse(readFileSync(lock, "utf8")) as Holder;
  } catch {
    return null;
  }
}

/** The same number and the same start: numbers are used again after a restart of the machine. */
function isRunning(holder: Holder): boolean {
  const started = startOf(holder.pid);
  if (started !== null) return holder.startedAt === started;
  try {
    process.kill(holder.pid, 0);
    return holder.startedAt === "";
  } catch (error) {
    return codeOf(error) === "EPERM";
  }
}

/** When a process started, in the kernel's ticks; null where it is gone or the system does not say. */
function startOf(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? null;
  } catch {
    return null;
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && "code" in error ? error.code : undefined;
}

/** The socket through which the owner of the data folder asks a running server. */
export function socketOf({ dataDir }: { readonly dataDir: string }): string {
  return join(dataDir, "tenure.sock");
}
