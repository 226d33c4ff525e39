import { totalmem } from "node:os";
import { preloadable } from "./binaries.ts";
import type { Connection } from "./connection.ts";

/** Sized for one program on a small machine: it shares 8 GB with the facts. */
const SETTINGS: Record<string, string> = {
  work_mem: "16MB",
  maintenance_work_mem: "64MB",
  effective_cache_size: "1GB",
  max_wal_size: "1GB",
  // Nobody replicates from the embedded Postgres.
  wal_level: "minimal",
  max_wal_senders: "0",
  checkpoint_timeout: "15min",
  random_page_cost: "1.1",
  jit: "off",
  timezone: "UTC",
  log_timezone: "UTC",
  log_min_messages: "warning",
  // Statements and their values may hold personal data, and logs hold none.
  log_min_error_statement: "panic",
  log_error_verbosity: "terse",
};

const CONNECTIONS = 60;

/** The part of the machine's memory in which Postgres keeps what it read, and its bounds in megabytes. */
const BUFFERS = { part: 1 / 8, least: 96, most: 1024 };
/** Has what Postgres keeps in memory read again after a restart, beside its work. */
const PREWARM = "pg_prewarm";

/**
 * Who somebody is is answered from pages all over the tables: each that is not in memory costs a wait
 * for the disk. What a system caches of files may go at any moment; what Postgres keeps stays.
 */
function memorySettings(): Record<string, string> {
  const all = Math.min(totalmem(), process.constrainedMemory() || Infinity) / 2 ** 20;
  const buffers = Math.round(Math.max(BUFFERS.least, Math.min(BUFFERS.most, all * BUFFERS.part)));
  const preloaded: Record<string, string> = preloadable(PREWARM) ? { shared_preload_libraries: PREWARM } : {};
  return { shared_buffers: `${buffers}MB`, ...preloaded };
}

/** What a run may want otherwise than the product does. */
export type ServerOptions = {
  /** Without fsync a power cut loses data: for tests only. */
  readonly fsync?: boolean;
  /** How many connections may be open at once; 60 are enough for one program, not for many at a time. */
  readonly connections?: number;
};

/** The command line of the embedded Postgres. */
export function settingsArgs(
  connection: Connection,
  { fsync = true, connections = CONNECTIONS }: ServerOptions,
): string[] {
  const bySocket = connection.host.startsWith("/");
  const all: Record<string, string> = {
    ...SETTINGS,
    ...memorySettings(),
    max_connections: String(connections),
    port: String(connection.port),
    listen_addresses: bySocket ? "" : connection.host,
    unix_socket_directories: bySocket ? connection.host : "",
    unix_socket_permissions: "0700",
    fsync: fsync ? "on" : "off",
    synchronous_commit: fsync ? "on" : "off",
    full_page_writes: fsync ? "on" : "off",
  };
  return Object.entries(all).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
}
