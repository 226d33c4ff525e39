/**
 * Keeps the embedded Postgres: starts it, adopts one that a killed parent left running, restarts
 * it when it dies, stops it cleanly.
 */
import { spawn } from "node:child_process";
import { closeSync, openSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Log } from "../../core/log.ts";
import { Problem } from "../../core/problem.ts";
import { findBinaries } from "./binaries.ts";
import { type Cluster, isAlive, openCluster, runningPostmaster } from "./cluster.ts";
import { type RunAs, chooseRunAs } from "./run-as.ts";
import { type Connection, accepts, adoptedConnection, newConnection } from "./connection.ts";
import { settingsArgs, type ServerOptions } from "./server-settings.ts";

/** A Postgres that is kept running. */
export type Keeper = {
  readonly connection: Connection;
  /** The process id of the Postgres that runs now; null between death and restart. */
  pid(): number | null;
  /**
   * Fast shut-down: open transactions roll back, everything committed stays. One that takes long is told
   * to leave its checkpoint to the next start; one that hangs is left to it altogether.
   */
  stop(): Promise<void>;
};

/** What to keep, and where. */
export type KeeperOptions = ServerOptions & {
  /** Only Postgres and its keeper write here. */
  readonly folder: string;
  readonly log: Log;
  /** Milliseconds that each way of telling it to end has. */
  readonly patience?: number;
};

const PATIENCE_MS = 8_000;
const START_LIMIT_MS = 60_000;
const POLL_MS = 25;
const LOG_LIMIT_BYTES = 16 * 1024 * 1024;

/**
 * Starts (or adopts) the Postgres of the folder and returns once it answers.
 * @throws Problem `unavailable` where it cannot be started, with what to do.
 */
export async function keepPostgres(options: KeeperOptions): Promise<Keeper> {
  const runAs = chooseRunAs();
  const cluster = openCluster(options.folder, runAs);
  const adopted = runningPostmaster(cluster);
  const connection = adopted ? adoptedConnection(cluster, adopted) : await newConnection(cluster);
  const kept = new KeptPostgres(options, runAs, cluster, connection);
  if (adopted) options.log.warn({ pid: adopted.pid }, "adopting the Postgres that an earlier run left");
  await kept.begin(adopted?.pid ?? null);
  return kept;
}

class KeptPostgres implements Keeper {
  readonly connection: Connection;
  readonly #options: KeeperOptions;
  readonly #runAs: RunAs;
  readonly #cluster: Cluster;
  #pid: number | null = null;
  #stopping = false;
  #exited: Promise<void> = Promise.resolve();

  constructor(options: KeeperOptions, runAs: RunAs, cluster: Cluster, connection: Connection) {
    this.#options = options;
    this.#runAs = runAs;
    this.#cluster = cluster;
    this.connection = connection;
  }

  pid(): number | null {
    return this.#pid;
  }

  async begin(adoptedPid: number | null): Promise<void> {
    if (adoptedPid === null) this.#spawn();
    else {
      this.#pid = adoptedPid;
      this.#exited = untilDead(adoptedPid);
    }
    if (!(await this.#answers())) throw this.#refusal();
    void this.#watch();
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    const pid = this.#pid;
    if (pid === null) return;
    const { log, patience = PATIENCE_MS } = this.#options;
    const hasEnded = (await endsBy(pid, "SIGINT", patience)) || (await endsBy(pid, "SIGQUIT", patience));
    if (!hasEnded) log.warn({ pid }, "the embedded Postgres does not end; the next start takes it over");
    this.#pid = null;
  }

  #spawn(): void {
    const logFile = join(this.#options.folder, "postgres.log");
    if ((statSync(logFile, { throwIfNoEntry: false })?.size ?? 0) > LOG_LIMIT_BYTES) rmSync(logFile);
    const output = openSync(logFile, "a", 0o600);
    const { file, args } = this.#runAs.command(findBinaries().postgres, [
      "-D",
      this.#cluster.data,
      ...settingsArgs(this.connection, this.#options),
    ]);
    // Detached: a Ctrl-C in the terminal is for us, who then stop it in the right order.
    const child = spawn(file, args, {
      detached: true,
      stdio: ["ignore", output, output],
      cwd: this.#options.folder,
      ...this.#runAs.user,
    });
    closeSync(output);
    child.unref();
    this.#pid = child.pid ?? null;
    this.#exited = new Promise((resolve) => {
      child.once("exit", () => resolve());
      child.once("error", () => resolve());
    });
  }

  /** Restarts for ever, ever more slowly: a full disk may be emptied, and then all is well again. */
  async #watch(): Promise<void> {
    for (let pause = 100; ; pause = Math.min(pause * 2, 5_000)) {
      await this.#exited;
      this.#pid = null;
      if (this.#stopping) return;
      this.#options.log.error({}, "the embedded Postgres has died; starting it again");
      await sleep(pause, undefined, { ref: false });
      if (this.#stopping) return;
      this.#spawn();
      if (await this.#answers()) {
        this.#options.log.info({ pid: this.#pid }, "the embedded Postgres answers again");
        pause = 100;
      }
    }
  }

  /** Waits until it answers (true), or has exited or taken too long (false). */
  async #answers(): Promise<boolean> {
    let gone = false;
    void this.#exited.then(() => {
      gone = true;
    });
    const deadline = performance.now() + START_LIMIT_MS;
    while (!gone && performance.now() < deadline) {
      if (await accepts(this.connection)) return true;
      await sleep(POLL_MS);
    }
    return false;
  }

  #refusal(): Problem {
    const tail = readFileSync(join(this.#options.folder, "postgres.log"), "utf8")
      .trim()
      .split("\n")
      .slice(-5);
    return new Problem("unavailable", `The embedded Postgres does not start: ${tail.join(" | ")}`, {
      fix: `Read ${join(this.#options.folder, "postgres.log")}; free disk space, or give DATABASE_URL.`,
    });
  }
}

async function endsBy(pid: number, signal: NodeJS.Signals, patience: number): Promise<boolean> {
  try {
    process.kill(pid, signal);
  } catch {
    return true;
  }
  const deadline = performance.now() + patience;
  // The child does not keep this process alive; waiting for its end must.
  while (isAlive(pid) && performance.now() < deadline) await sleep(POLL_MS);
  return !isAlive(pid);
}

async function untilDead(pid: number): Promise<void> {
  while (isAlive(pid)) await sleep(200, undefined, { ref: false });
}
