import { statfs } from "node:fs/promises";
import { join } from "node:path";
import type { Config } from "./config.ts";
import { within } from "./core/deadline.ts";
import type { Facts } from "./core/facts.ts";
import type { Log } from "./core/log.ts";
import { Problem } from "./core/problem.ts";
import type { State } from "./core/state.ts";
import {
  type ClickhouseOptions,
  databaseOf,
  type EmbeddedFacts,
  migrateFacts,
  openChdb,
  openClickhouse,
} from "./edges/facts/index.ts";
import {
  type Connection,
  keepPostgres,
  makeDatabase,
  migrateState,
  openState,
  pingState,
} from "./edges/state/index.ts";

/** Both stores, open and up to date. */
export type Stores = {
  readonly facts: Facts;
  readonly state: State;
  /** How another thread reaches the state. */
  readonly connection: Connection | { url: string };
  /** How another thread reaches the facts: through the engine here, or on a server by itself. */
  readonly factsAt: EmbeddedFacts | ClickhouseOptions;
  /** Throws Problem `unavailable` while one does not answer. */
  ready(): Promise<void>;
  close(): Promise<void>;
};

const DATABASE = "tenure";
const READY_MS = 8_000;
/** Bytes: Postgres needs room for the next file of its log (16 MB), or it stops. */
const LEAST_ROOM = 24 * 1024 * 1024;

/** Opens both stores, embedded or on servers, and brings their tables up to date. */
export async function openStores(config: Config, log: Log): Promise<Stores> {
  const state = await openStateStore(config, log);
  try {
    const facts = await openFactsStore(config);
    return {
      state: state.store,
      connection: state.connection,
      facts: facts.store,
      factsAt: facts.at,
      ready: () => within(READY_MS, isReady(config, state.store, facts.store), tooSlow),
      async close() {
        await facts.store.close();
        await state.close();
      },
    };
  } catch (failure) {
    await state.close();
    throw failure;
  }
}

async function isReady({ dataDir }: Config, state: State, facts: Facts): Promise<void> {
  await checkRoom(dataDir);
  await pingState(state);
  await facts.ping();
}

const tooSlow = () => new Problem("unavailable", "A store does not answer just now.", { retryAfter: 5 });

async function checkRoom(folder: string): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  if (bavail * bsize >= LEAST_ROOM) return;
  throw new Problem("unavailable", "The disk of the data folder is full: events cannot be kept.", {
    fix: "Free room on the disk that holds DATA_DIR; Tenure goes on by itself then.",
    retryAfter: 30,
  });
}

async function openStateStore(
  config: Config,
  log: Log,
): Promise<{ store: State; connection: Stores["connection"]; close: () => Promise<void> }> {
  const keeper = config.databaseUrl
    ? null
    : await keepPostgres({ folder: join(config.dataDir, "postgres"), log });
  const connection = keeper
    ? await makeDatabase(keeper.connection, DATABASE, log)
    : { url: config.databaseUrl ?? "" };
  const store = openState({ connection, log });
  const close = async () => {
    await store.destroy();
    await keeper?.stop();
  };
  try {
    await migrateState(store);
    return { store, connection, close };
  } catch (failure) {
    await close();
    throw failure;
  }
}

async function openFactsStore(config: Config): Promise<{ store: Facts; at: Stores["factsAt"] }> {
  const { clickhouseUrl: url, clickhouseCluster } = config;
  if (!url) {
    const engine = await openChdb({ path: join(config.dataDir, "facts"), database: DATABASE });
    await migrateFacts(engine, { database: DATABASE });
    return { store: engine, at: engine };
  }
  const at = { url, cluster: clickhouseCluster ?? undefined };
  const store = await openClickhouse(at);
  await migrateFacts(store, { database: databaseOf(url), cluster: at.cluster });
  return { store, at };
}
