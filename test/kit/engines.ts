/** The two engines of facts, each opened anew and migrated, for the suite that both must pass. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { MessageChannel } from "node:worker_threads";
import type { Facts } from "../../src/core/facts.ts";
import {
  answerOverPort,
  type EmbeddedFacts,
  factsOverPort,
  migrateFacts,
  openClickhouse,
} from "../../src/edges/facts/index.ts";
import { config } from "./environment.ts";
import { chdbFacts } from "./facts.ts";
import type { Played } from "./played-cluster.ts";

/** An engine while a suite uses it. */
export type Engine = {
  readonly facts: Facts;
  /** Opens the same tables again, as a second Tenure would. */
  again(): Promise<Facts>;
  close(): Promise<void>;
};

/** Small enough that tests reach them at once. */
const LIMITS = {
  memory: { interactive: 300_000_000, background: 300_000_000 },
  answer: 20_000_000,
};

/** chDB in this process. */
export async function chdbEngine(name = "conformance"): Promise<Engine & { readonly facts: EmbeddedFacts }> {
  const database = `${name}_${process.pid}`;
  const open = () => chdbFacts({ database, limits: LIMITS });
  const facts = await open();
  return { facts, again: open, close: () => facts.close() };
}

/** chDB in this process, asked as the worker's thread asks it. */
export async function threadEngine(): Promise<Engine> {
  const engine = await chdbEngine("thread");
  const asked = () => {
    const { port1, port2 } = new MessageChannel();
    answerOverPort(engine.facts, port1);
    return factsOverPort(port2);
  };
  const facts = asked();
  return { facts, again: () => Promise.resolve(asked()), close: () => facts.close().then(engine.close) };
}

/** The client of ClickHouse: against `CLICKHOUSE_URL` where it is set, else against chDB in another process. */
export async function clickhouseEngine(): Promise<Engine> {
  const front = await clickhouseServer();
  const database = `${config.databasePrefix}_conformance_${process.pid}`;
  const open = async () => {
    const cluster = config.clickhouseCluster;
    const url = new URL(`/${database}`, front.url).href;
    const facts = await openClickhouse({ url, cluster, limits: LIMITS });
    await migrateFacts(facts, { database, cluster });
    return facts;
  };
  const facts = await open();
  return { facts, again: open, close: () => facts.close().then(front.stop) };
}

/** The server that `CLICKHOUSE_URL` names, or one started for whoever asks. */
export async function clickhouseServer(): Promise<{ url: string; stop(): Promise<void> }> {
  const url = config.clickhouseUrl;
  return url === undefined ? startFront() : { url, stop: () => Promise.resolve() };
}

/** Starts ClickHouse's HTTP interface over a chDB of its own, which plays a cluster named main where told. */
export async function startFront(
  played?: Played,
): Promise<{ url: string; pid: number; stop(): Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), "tenure-front-"));
  const program = fileURLToPath(new URL("clickhouse-front.ts", import.meta.url));
  const child = spawn(process.execPath, [program, folder, ...(played === undefined ? [] : [played])], {
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, UV_THREADPOOL_SIZE: "16" },
  });
  const [port] = (await once(child.stdout, "data")) as [Buffer];
  return {
    url: `http://127.0.0.1:${String(port).trim()}`,
    pid: child.pid ?? 0,
    async stop() {
      child.kill("SIGTERM");
      if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
