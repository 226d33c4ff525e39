import {
  Kysely,
  type PostgresCursor,
  PostgresDialect,
  type PostgresPool,
  type PostgresPoolClient,
  type PostgresQueryResult,
} from "kysely";
import pg from "pg";
import type { Log } from "../../core/log.ts";
import { stepBack } from "../../core/threads.ts";
import { OFTEN, type State, type StateTables } from "../../core/state.ts";
import { readFailure } from "./failures.ts";
import { listenForSilence, type Listener } from "./silence.ts";
import type { Connection } from "./connection.ts";

/** How to open the state, and how patient to be with it. */
export type OpenStateOptions = {
  readonly connection: Connection | { readonly url: string };
  readonly log: Log;
  /** Connections at most. */
  readonly size?: number;
  /** Seconds that one statement may take. */
  readonly timeout?: number;
};

const INT8 = 20;
const INT8_ARRAY = 1016;

/** Numbers of the state are ids and counts below 2^53; what is larger is a bug and says so. */
function safeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`beyond 2^53: ${text}`);
  return value;
}

function typeParser(oid: number, format?: "text" | "binary") {
  if (format !== "binary" && oid === INT8) return safeNumber;
  if (format !== "binary" && oid === INT8_ARRAY) {
    return (text: string) => (text === "{}" ? [] : text.slice(1, -1).split(",").map(safeNumber));
  }
  return pg.types.getTypeParser(oid, format);
}

/** Opens the state. Failures to reach it come as Problem `unavailable`, slow statements as `timeout`. */
export function openState(options: OpenStateOptions): State {
  const seconds = options.timeout ?? 60;
  const address =
    "url" in options.connection ? { connectionString: options.connection.url } : options.connection;
  const pool = new pg.Pool({
    ...address,
    max: options.size ?? 16,
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 60_000,
    statement_timeout: seconds * 1000,
    // Postgres ends slow statements itself; one that hangs can't.
    query_timeout: (seconds + 5) * 1000,
    lock_timeout: Math.max(1, seconds - 1) * 1000,
    idle_in_transaction_session_timeout: (seconds + 60) * 1000,
    application_name: "tenure",
    options: "-c timezone=UTC",
    types: { getTypeParser: typeParser as typeof pg.types.getTypeParser },
  });
  // A connection that breaks while somebody has it, or as it is made, must not take the process
  // along: what is asked over it fails anyway.
  pool.on("connect", (client) => {
    client.on("error", () => undefined);
    // The Postgres of an address may be on another machine, where the number of a process is somebody else's.
    if (!("url" in options.connection)) giveWayAlike(client);
  });
  pool.on("error", (error) => {
    // What breaks while all are closed has been given back already.
    if (!pool.ending) options.log.warn({ error: error.name }, "an idle connection to the state broke");
  });
  const listen = listenForSilence(address);
  return new Kysely<StateTables>({ dialect: new PostgresDialect({ pool: patient(pool, listen) }) });
}

/**
 * What Postgres does for the thread that asks gives way to others as the thread does. Each connection
 * has a process of Postgres for itself, which says its number at the start.
 */
function giveWayAlike(client: pg.PoolClient): void {
  const { processID: server } = client as pg.PoolClient & { processID?: number | null };
  if (server) stepBack(server, 0);
}

function patient(pool: pg.Pool, listen: Listener): PostgresPool {
  return {
    async connect(): Promise<PostgresPoolClient> {
      const connecting = pool.connect();
      const client = await listen(connecting).catch((failure: unknown) => {
        // One that comes after nobody waits for it any more goes back.
        connecting.then((late) => late.release()).catch(() => undefined);
        throw readFailure(failure);
      });
      return guarded(client, listen);
    },
    end: () => pool.end(),
  };
}

const names = new Map<string, string>();

/**
 * A text that begins with {@link OFTEN} is planned once on each connection, not at every question.
 * Only texts of the program do, and each is one text: their number is small.
 */
function prepared(text: string): { name: string } | undefined {
  if (!text.trimStart().startsWith(OFTEN)) return undefined;
  const name = names.get(text) ?? `often_${names.size}`;
  names.set(text, name);
  return { name };
}

function guarded(client: pg.PoolClient, listen: Listener): PostgresPoolClient {
  // Nothing more is asked over a connection that broke or hangs, and nobody gets it after this.
  let broken: unknown = null;
  function query<Row>(text: string, values: readonly unknown[]): Promise<PostgresQueryResult<Row>>;
  function query<Row>(cursor: PostgresCursor<Row>): PostgresCursor<Row>;
  function query<Row>(input: string | PostgresCursor<Row>, values: readonly unknown[] = []): unknown {
    // Kysely streams through cursors where one is configured; none is, answers here are bounded.
    if (typeof input !== "string") return input;
    if (broken !== null) return Promise.reject(broken);
    return listen(client.query({ ...prepared(input), text: input, values: [...values] })).catch(
      (failure: unknown) => {
        const meaning = readFailure(failure);
        if (meaning !== failure && !(failure instanceof pg.DatabaseError)) broken = meaning;
        throw meaning;
      },
    );
  }
  return { query, release: () => client.release(broken !== null) };
}
