import { randomUUID } from "node:crypto";
import type { Session } from "chdb";
import type { AskOptions, FactsInsert, Lane } from "../../core/facts.ts";
import type { JsonObject } from "../../core/json.ts";
import { Problem } from "../../core/problem.ts";
import type { Sql } from "../../core/sql.ts";
import { sql } from "../../core/sql.ts";
import { type Engine, engineCode, loadEngine, openSession } from "./chdb-session.ts";
import { type EmbeddedFacts, type Lines, parseLines } from "./lines.ts";
import { setStatement, withParameters } from "./parameters.ts";
import { Pool } from "./pool.ts";
import { CANCELLED, problemOf, unavailable } from "./problems.ts";
import { reloadProfiles } from "./profiles.ts";
import { DEFAULT_LIMITS, askSettings, insertSettings, timeoutOf } from "./settings.ts";
import type { Limits, Settings } from "./settings.ts";
import { engineStepsBack } from "./step-back.ts";
import { stopOnAbort } from "./stopping.ts";

/** Where the engine keeps its data, and how many statements it runs at once. */
export type ChdbOptions = {
  /** The engine's folder. One process holds one at a time; opening the same twice is fine. */
  path: string;
  /** Within the folder; made where it is missing. Letters, digits and _ only. */
  database?: string;
  /** Connections, each of which runs one statement at a time. */
  connections?: { insert: number } & Record<Lane, number>;
  limits?: Partial<Limits>;
};

const CONNECTIONS = { insert: 1, interactive: 3, background: 2 };

/**
 * Opens chDB: facts in this process. Every connection takes a thread of libuv while it works; set
 * UV_THREADPOOL_SIZE above their number.
 * @throws Problem `unavailable` naming the process that holds the folder.
 */
export async function openChdb(options: ChdbOptions): Promise<EmbeddedFacts> {
  const database = options.database ?? "tenure";
  if (!/^\w+$/.test(database)) throw new RangeError(`not a database name: ${database}`);
  const counts = options.connections ?? CONNECTIONS;
  const engine = await loadEngine();
  const open = () => openSession(engine, options.path, database);
  const pools = {
    insert: new Pool(Array.from({ length: counts.insert }, open)),
    interactive: new Pool(Array.from({ length: counts.interactive }, open)),
    background: new Pool(Array.from({ length: counts.background }, open)),
  };
  const facts = new Chdb(engine, pools, open(), { ...DEFAULT_LIMITS, ...options.limits });
  await engineStepsBack();
  return facts;
}

type Pools = Record<"insert" | Lane, Pool<Session>>;

class Chdb implements EmbeddedFacts {
  readonly #engine: Engine;
  readonly #pools: Pools;
  /** Stops what the others run; answers while all of them, and all threads, are busy. */
  readonly #control: Session;
  readonly #limits: Limits;
  readonly #running = new Set<Promise<unknown>>();
  readonly #closing = new AbortController();

  constructor(engine: Engine, pools: Pools, control: Session, limits: Limits) {
    this.#engine = engine;
    this.#pools = pools;
    this.#control = control;
    this.#limits = limits;
  }

  async query<Row = JsonObject>(question: Sql, options: AskOptions = {}): Promise<Row[]> {
    return parseLines<Row>(await this.lines(question, options));
  }

  lines(question: Sql, options: AskOptions = {}): Promise<Lines> {
    const settings = { ...askSettings(options, this.#limits), max_result_bytes: this.#limits.answer };
    return this.#ask(question, options, settings);
  }

  async command(statement: Sql, options: AskOptions = {}): Promise<void> {
    await this.#ask(statement, options, askSettings(options, this.#limits));
  }

  #ask(statement: Sql, options: AskOptions, settings: Settings): Promise<Lines> {
    const { text, parameters } = withParameters(statement);
    return this.#on(options, async (session, tag) => {
      const result = await session.queryAsync(
        `${setStatement({ ...settings, log_comment: tag }, parameters)}; ${text}`,
        {
          format: "JSONEachRow",
        },
      );
      // A copy: the engine's own memory can't be given to another thread.
      return result.bytes().slice();
    });
  }

  /** Runs a statement on a connection of its lane and stops it in the engine when the asker aborts. */
  async #on<Result>(
    options: AskOptions,
    run: (session: Session, tag: string) => Promise<Result>,
  ): Promise<Result> {
    const timeout = timeoutOf(options, this.#limits);
    const lease = await this.#pools[options.lane ?? "interactive"].lease({ timeout, signal: options.signal });
    const tag = randomUUID();
    const unwatch = this.#killOnAbort(tag, options.signal);
    const running = run(lease.connection, tag);
    this.#running.add(running);
    try {
      return await running;
    } catch (error) {
      throw this.#explain(error, "ask", options.signal);
    } finally {
      unwatch();
      this.#running.delete(running);
      lease.release();
    }
  }

  async *stream<Row = JsonObject>(question: Sql, options: AskOptions = {}): AsyncIterable<Row[]> {
    for await (const part of this.parts(question, options)) yield parseLines<Row>(part);
  }

  async *parts(question: Sql, options: AskOptions = {}): AsyncIterable<Lines> {
    const { text, parameters } = withParameters(question);
    const timeout = timeoutOf(options, this.#limits);
    const lease = await this.#pools[options.lane ?? "interactive"].lease({ timeout, signal: options.signal });
    const tag = randomUUID();
    const unwatch = this.#killOnAbort(tag, options.signal);
    try {
      await lease.connection.queryAsync(
        setStatement({ ...askSettings(options, this.#limits), log_comment: tag }, parameters),
      );
      for await (const chunk of lease.connection.queryStream(text)) {
        options.signal?.throwIfAborted();
        this.#closing.signal.throwIfAborted();
        yield chunk.raw().slice();
      }
    } catch (error) {
      throw this.#explain(error, "ask", options.signal);
    } finally {
      unwatch();
      lease.release();
    }
  }

  async insert({ table, rows, token }: FactsInsert): Promise<void> {
    if (rows.length === 0) return;
    const lease = await this.#pools.insert.lease({});
    const settings = insertSettings(token);
    const running = lease.connection.insert({ table, values: rows, format: "JSONEachRow", settings });
    this.#running.add(running);
    try {
      await running;
    } catch (error) {
      throw this.#explain(error, "insert");
    } finally {
      this.#running.delete(running);
      lease.release();
    }
  }

  async reloadProfiles(all?: "all"): Promise<void> {
    await reloadProfiles(this, { all: all === "all" });
  }

  async ping(): Promise<void> {
    await this.query(sql`SELECT 1`, { timeout: 5 });
  }

  async close(): Promise<void> {
    const closed = unavailable("The facts are closed.");
    for (const pool of Object.values(this.#pools)) pool.close();
    this.#closing.abort(closed);
    await Promise.allSettled(this.#running);
    await this.#engine.drainPending();
    for (const pool of Object.values(this.#pools)) for (const session of pool.connections) session.close();
    this.#control.close();
    await this.#engine.drainPending();
  }

  #killOnAbort(tag: string, signal?: AbortSignal): () => void {
    const both = signal ? AbortSignal.any([signal, this.#closing.signal]) : this.#closing.signal;
    // A comment would not do as a tag: the engine writes statements with parameters anew. The tag
    // is a random UUID of our own, and this must not wait for a free thread.
    return stopOnAbort(both, () =>
      this.#control.query(`KILL QUERY WHERE Settings['log_comment'] = '${tag}' ASYNC`),
    );
  }

  #explain(error: unknown, doing: "ask" | "insert", signal?: AbortSignal): unknown {
    if (error instanceof Problem || error === signal?.reason) return error;
    const code = engineCode(error);
    if (code === CANCELLED && signal?.aborted) return signal.reason;
    return problemOf(code, doing, error) ?? error;
  }
}
