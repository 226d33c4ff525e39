/**
 * A cluster as one engine can play it. Two shards are the same server, which answers each with the
 * rows that its key gives it, so that questions, joins and inserts go the way that they go over two
 * servers. What one engine can't play: replication (it makes replicated tables, and keeps them
 * read-only), statements for all servers, the wire between servers.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Session } from "chdb";

/** `sharded`: tables are spread over two shards. `replicated`: tables are made as a keeper's, to see that they can be. */
export type Played = "sharded" | "replicated";

const SHARD =
  "<shard><internal_replication>true</internal_replication><replica><host>127.0.0.1</host><port>9000</port></replica></shard>";
const CONFIG = `<clickhouse>
  <tcp_port>9000</tcp_port>
  <interserver_http_host>127.0.0.1</interserver_http_host><interserver_http_port>9009</interserver_http_port>
  <zookeeper><implementation>testkeeper</implementation></zookeeper>
  <macros><shard>1</shard><replica>a</replica></macros>
  <remote_servers><main>${SHARD}${SHARD}</main></remote_servers>
</clickhouse>`;

/** Writes the engine's configuration into a folder; the arguments that make it read it. */
export function clusterArguments(folder: string): string[] {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, "cluster.xml");
  writeFileSync(path, CONFIG);
  return [`--config-file=${path}`];
}

/** A statement for a cluster as the one engine takes it. */
export function playedStatement(text: string, played: Played): string {
  if (text.startsWith("SYSTEM SYNC REPLICA")) return "SELECT 1 FORMAT Null";
  const here = text.replaceAll(/ON CLUSTER `\w+`/g, "");
  // All servers would be told one id for the table.
  if (played === "replicated")
    return here.replace(/(CREATE TABLE IF NOT EXISTS \S+)(?= \s*\()/, `$1 UUID '${crypto.randomUUID()}'`);
  return here
    .replaceAll(
      /Replicated(\w*MergeTree)(?:\('[^']*', '[^']*'(?:, (\w+))?\))?/g,
      (_, engine: string, version?: string) => (version === undefined ? engine : `${engine}(${version})`),
    )
    .replaceAll(" replicated_deduplication_window", " non_replicated_deduplication_window");
}

/** The settings by which each shard sees its own rows only; both write to the same tables, so rows are written once. */
export function playedSettings(session: Session, database: string): Record<string, string> {
  const found = session.query(
    `SELECT name, engine_full FROM system.tables WHERE database = '${database}' AND engine = 'Distributed'`,
    "JSONEachRow",
  );
  const filters = found
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line) as { name: string; engine_full: string })
    .map(({ name, engine_full }) => {
      const key = /^Distributed\('main', '[^']*', '[^']*', (.*)\)$/
        .exec(engine_full)?.[1]
        ?.replaceAll("'", "\\'");
      return `'${database}.${name}_local': 'shardNum() = 0 OR modulo(${key}, 2) + 1 = shardNum()'`;
    });
  return {
    prefer_localhost_replica: "1",
    insert_shard_id: "1",
    additional_table_filters: `{${filters.join(", ")}}`,
  };
}
