import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Problem } from "../../core/problem.ts";
import { findBinaries } from "./binaries.ts";
import type { RunAs } from "./run-as.ts";

const PASSWORD_FILE = "password";

/** The user and database of the embedded Postgres. */
export const OWNER = "tenure";

/** The files of an embedded Postgres. */
export type Cluster = { readonly folder: string; readonly data: string; readonly password: string };

/** Opens the folder of an embedded Postgres; makes it on first start. */
export function openCluster(folder: string, runAs: RunAs): Cluster {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const data = join(folder, "data");
  const passwordFile = join(folder, PASSWORD_FILE);
  if (!existsSync(join(data, "PG_VERSION"))) makeCluster(folder, data, passwordFile, runAs);
  return { folder, data, password: readFileSync(passwordFile, "utf8").trim() };
}

/** Made beside and renamed, so that a first start that was killed half-way leaves nothing behind. */
function makeCluster(folder: string, data: string, passwordFile: string, runAs: RunAs): void {
  const draft = `${data}.new`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { mode: 0o700 });
  writeFileSync(passwordFile, `${randomBytes(24).toString("base64url")}\n`, { mode: 0o600 });
  for (const path of [folder, draft, passwordFile]) runAs.own(path);
  const { file, args } = runAs.command(findBinaries().initdb, [
    ...["-D", draft, "-U", OWNER, "--pwfile", passwordFile, "-A", "scram-sha-256"],
    ...["--no-locale", "-E", "UTF8", "--data-checksums"],
  ]);
  try {
    execFileSync(file, args, { stdio: "pipe", cwd: folder, ...runAs.user });
  } catch (cause) {
    throw new Problem("unavailable", `The embedded Postgres could not be set up in ${folder}.`, {
      fix: "Look at the cause below: usually the disk is full or the folder is not writable.",
      cause,
    });
  }
  renameSync(draft, data);
}

/** What a running Postgres wrote of itself. */
export type Postmaster = { readonly pid: number; readonly port: number; readonly socketFolder: string };

/** The Postgres that runs on these files already, left by a parent that was killed. */
export function runningPostmaster(cluster: Cluster): Postmaster | null {
  const file = join(cluster.data, "postmaster.pid");
  if (!existsSync(file)) return null;
  const [pid, , , port, socketFolder] = readFileSync(file, "utf8").split("\n");
  if (pid && port && isPostgres(Number(pid))) {
    return { pid: Number(pid), port: Number(port), socketFolder: socketFolder ?? "" };
  }
  // The number may belong to another program by now, and Postgres would refuse to start beside it.
  if (!isPostgres(Number(pid))) rmSync(file, { force: true });
  return null;
}

/** Whether a process with the number lives; one that ended and that nobody asked after does not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  const status = `/proc/${pid}/stat`;
  try {
    return !existsSync(status) || !/\) Z /.test(readFileSync(status, "utf8"));
  } catch {
    return false; // It ended meanwhile.
  }
}

function isPostgres(pid: number): boolean {
  if (!isAlive(pid)) return false;
  const name = `/proc/${pid}/comm`;
  return !existsSync(name) || readFileSync(name, "utf8").trim() === "postgres";
}
