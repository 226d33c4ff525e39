import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { closeSync, openSync, rmSync, writeSync } from "node:fs";
import { join } from "node:path";

/** A small file system that only processes entered through it see at its path. */
export type SmallDisk = {
  /** The command that starts the one after it where the disk is mounted. */
  readonly through: readonly string[];
  /** The mounted folder as seen from here. */
  readonly seenAt: string;
  /** Leaves no byte free. */
  fill(): void;
  free(): void;
  /** Unmounts it with everything on it. */
  remove(): Promise<void>;
};

const asRoot = process.getuid?.() === 0;
const UNSHARE = asRoot ? ["--mount"] : ["--user", "--map-root-user", "--mount"];

/** Whether the system lets us mount in a namespace of our own. */
export const canMount = spawnSync("unshare", [...UNSHARE, "true"], { stdio: "ignore" }).status === 0;

/** Mounts a tmpfs of so many megabytes over the folder, in a namespace that a process of ours holds. */
export async function mountSmallDisk(folder: string, megabytes: number): Promise<SmallDisk> {
  const script = `mount -t tmpfs -o size=${megabytes}m,mode=0700 tmpfs "$1" && echo mounted && exec cat`;
  const holder = spawn("unshare", [...UNSHARE, "sh", "-c", script, "sh", folder], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  await once(holder.stdout, "data");
  const seenAt = `/proc/${holder.pid}/root${folder}`;
  const filler = join(seenAt, "filler");
  const enter = [
    "nsenter",
    `--target=${holder.pid}`,
    "--mount",
    ...(asRoot ? [] : ["--user", "--preserve-credentials"]),
  ];
  return {
    through: enter,
    seenAt,
    fill: () => fillWith(filler),
    free: () => rmSync(filler),
    remove: () => end(holder),
  };
}

function fillWith(file: string): void {
  const handle = openSync(file, "a");
  try {
    for (let size = 1024 * 1024; size >= 1; size = Math.floor(size / 16))
      writeAll(handle, Buffer.alloc(size));
  } finally {
    closeSync(handle);
  }
}

function writeAll(handle: number, block: Buffer): void {
  try {
    while (writeSync(handle, block) > 0);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ENOSPC")) throw error;
  }
}

async function end(holder: ChildProcess): Promise<void> {
  const gone = once(holder, "exit");
  holder.stdin?.end();
  await gone;
}
