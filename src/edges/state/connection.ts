import { createServer } from "node:net";
import pg from "pg";
import { type Cluster, OWNER } from "./cluster.ts";

/** How to reach a Postgres. `host` is a folder where it listens on a unix socket. */
export type Connection = { host: string; port: number; user: string; password: string; database: string };

/** Unix socket paths hold about 104 bytes; `/.s.PGSQL.5432` comes after the folder. */
const SOCKET_FOLDER_LIMIT = 85;

/** How to reach the Postgres that runs in the folder already. */
export function adoptedConnection(
  cluster: Cluster,
  running: { port: number; socketFolder: string },
): Connection {
  const host = running.socketFolder === "" ? "127.0.0.1" : running.socketFolder;
  return { host, port: running.port, user: OWNER, password: cluster.password, database: "postgres" };
}

/** How a Postgres that is to be started will be reached: by a socket in its folder where one fits. */
export async function newConnection(cluster: Cluster): Promise<Connection> {
  const bySocket = process.platform !== "win32" && Buffer.byteLength(cluster.folder) <= SOCKET_FOLDER_LIMIT;
  return {
    host: bySocket ? cluster.folder : "127.0.0.1",
    port: bySocket ? 5432 : await freePort(),
    user: OWNER,
    password: cluster.password,
    database: "postgres",
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string")
    throw new Error("a TCP server has an address with a port");
  return address.port;
}

/** Whether a Postgres lets us in there now. */
export async function accepts(connection: Connection): Promise<boolean> {
  const client = new pg.Client({ ...connection, connectionTimeoutMillis: 2_000 });
  client.on("error", () => undefined);
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}
