import { spawnSync } from "node:child_process";
import { chownSync, existsSync, readFileSync } from "node:fs";
import { Problem } from "../../core/problem.ts";

/** How a program of Postgres is started: the command, and the user that it runs as. */
export type RunAs = {
  command(program: string, args: readonly string[]): { file: string; args: string[] };
  readonly user: { uid: number; gid: number } | Record<string, never>;
  /** Hands a folder to the user that Postgres runs as. */
  own(folder: string): void;
};

const NOBODY = ["--user", "--map-user=65534", "--map-group=65534"];

const asOurselves: RunAs = {
  command: (program, args) => ({ file: program, args: [...args] }),
  user: {},
  own: () => undefined,
};

// Files stay root's own outside of the namespace, so nobody else can read them.
const inNamespace: RunAs = {
  command: (program, args) => ({ file: "unshare", args: [...NOBODY, program, ...args] }),
  user: {},
  own: () => undefined,
};

/**
 * Postgres refuses to run as root: then it runs in a user namespace, else as the user `postgres`.
 * @throws Problem `unavailable` where neither exists.
 */
export function chooseRunAs(): RunAs {
  if (process.getuid?.() !== 0) return asOurselves;
  if (spawnSync("unshare", [...NOBODY, "true"], { stdio: "ignore" }).status === 0) return inNamespace;
  const user = postgresUser();
  if (!user) {
    throw new Problem(
      "unavailable",
      "Postgres does not run as root, and there is no other user to run it as.",
      {
        fix: "Start Tenure as an ordinary user, or give DATABASE_URL of a Postgres that runs elsewhere.",
      },
    );
  }
  return { ...asOurselves, user, own: (folder) => chownSync(folder, user.uid, user.gid) };
}

function postgresUser(): { uid: number; gid: number } | null {
  if (!existsSync("/etc/passwd")) return null;
  const line = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .find((entry) => entry.startsWith("postgres:"));
  const [, , uid, gid] = line?.split(":") ?? [];
  return uid && gid ? { uid: Number(uid), gid: Number(gid) } : null;
}
