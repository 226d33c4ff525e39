import { ClickHouseLogLevel, createClient } from "@clickhouse/client";
import type { ClickHouseClient } from "@clickhouse/client";
import type { Bound } from "../../core/sql.ts";

const CONNECTIONS = { insert: 4, interactive: 8, background: 4, control: 4 };

/** The database that an address names, `tenure` where it names none. */
export function databaseOf(url: string): string {
  const name = decodeURIComponent(new URL(url).pathname.slice(1)) || "tenure";
  if (!/^\w+$/.test(name)) throw new RangeError(`not a database name: ${name}`);
  return name;
}

/** The client of each use: none waits for another's connections. */
export type Clients = Record<keyof typeof CONNECTIONS, ClickHouseClient>;

/** Clients of a server, within a database; `control` is in none. */
export function connectAll(url: string, database: string): Clients {
  const connect = (name: keyof typeof CONNECTIONS, within?: string) =>
    createClient({
      url,
      ...(within === undefined ? {} : { database: within }),
      max_open_connections: CONNECTIONS[name],
      request_timeout: 3_600_000,
      application: "tenure",
      // Its errors reach the asker as problems or bugs; its own lines would hold what was asked.
      log: { level: ClickHouseLogLevel.OFF },
      use_multipart_params_auto: true,
    });
  return {
    insert: connect("insert", database),
    interactive: connect("interactive", database),
    background: connect("background", database),
    control: connect("control"),
  };
}

/** A value as the client takes it: numbers of arrays not as text, which it would quote. */
export function clientValue({ type, value }: Bound): unknown {
  if (typeof value !== "object") return value;
  if (type === "Array(UInt64)") return value.map(BigInt);
  return type === "Array(Float64)" ? value.map(Number) : value;
}
