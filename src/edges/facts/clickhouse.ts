import { randomUUID } from "node:crypto";
import { Readable } from "node:stream";
import { finished } from "node:stream/promises";
import { ClickHouseError } from "@clickhouse/client";
import type { ClickHouseClient } from "@clickhouse/client";
import type { AskOptions, Facts, FactsInsert } from "../../core/facts.ts";
import type { JsonObject } from "../../core/json.ts";
import { Problem } from "../../core/problem.ts";
import { ON_CLUSTER, raw, sql } from "../../core/sql.ts";
import type { Sql } from "../../core/sql.ts";
import { type Clients, clientValue, connectAll, databaseOf } from "./clickhouse-clients.ts";
import { placed } from "./layout.ts";
import { parseLines } from "./lines.ts";
import { CANCELLED, problemOf, unavailable } from "./problems.ts";
import { reloadProfiles } from "./profiles.ts";
import { CLUSTER_SETTINGS, DEFAULT_LIMITS, askSettings, insertSettings, timeoutOf } from "./settings.ts";
import type { Limits, Settings } from "./settings.ts";
import { stopOnAbort } from "./stopping.ts";

/** Which server keeps the facts. */
export type ClickhouseOptions = {
  /** `http(s)://user:password@host:8123/database`; the database is made where it is missing. */
  url: string;
  /** The cluster of `CLICKHOUSE_CLUSTER`, which this server belongs to: tables are spread over its shards. */
  cluster?: string | undefined;
  limits?: Partial<Limits>;
};

/** Seconds that a server may stay silent beyond the time that it was given. */
const GRACE = 10;
const INSERT_SECONDS = 120;
const BACKGROUND = { lane: "background" } as const;

/**
 * Connects to a ClickHouse server.
 * @throws Problem `unavailable` where it doesn't answer.
 */
export async function openClickhouse(options: ClickhouseOptions): Promise<Facts> {
  const database = databaseOf(options.url);
  const server = new URL(options.url);
  server.pathname = "";
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const clients = connectAll(server.href, database);
  const facts = new Clickhouse(clients, options.cluster, limits);
  try {
    await facts.makeDatabase(database);
  } catch (error) {
    await facts.close();
    throw error;
  }
  return facts;
}

class Clickhouse implements Facts {
  readonly #clients: Clients;
  readonly #cluster: string | undefined;
  readonly #limits: Limits;
  readonly #closing = new AbortController();

  constructor(clients: Clients, cluster: string | undefined, limits: Limits) {
    this.#clients = clients;
    this.#cluster = cluster?.replaceAll(/[`']/g, "");
    this.#limits = limits;
  }

  async makeDatabase(database: string): Promise<void> {
    const text = this.#text(sql`CREATE DATABASE IF NOT EXISTS ${raw(`\`${database}\``)} ${ON_CLUSTER}`);
    try {
      await this.#clients.control.command({ query: text, abort_signal: AbortSignal.timeout(GRACE * 1000) });
    } catch (error) {
      throw this.#explain(error, "ask");
    }
  }

  async query<Row = JsonObject>(question: Sql, options: AskOptions = {}): Promise<Row[]> {
    // The server keeps the answer back until it is whole, so that an error half way is an error.
    const settings = { max_result_bytes: this.#limits.answer, wait_end_of_query: 1 };
    return this.#on(question, options, settings, async (client, request) => {
      const result = await client.query({ ...request, format: "JSONEachRow" });
      return parseLines<Row>(await result.text());
    });
  }

  async command(statement: Sql, options: AskOptions = {}): Promise<void> {
    await this.#on(statement, options, { wait_end_of_query: 1 }, (client, request) =>
      client.command(request),
    );
  }

  async *stream<Row = JsonObject>(question: Sql, options: AskOptions = {}): AsyncIterable<Row[]> {
    const { client, request, ended } = this.#begin(question, options, {});
    try {
      const result = await client.query({ ...request, format: "JSONEachRow" });
      for await (const rows of result.stream<Row>()) {
        options.signal?.throwIfAborted();
        yield rows.map((row) => row.json<Row>());
      }
    } catch (error) {
      throw this.#explain(error, "ask", options.signal);
    } finally {
      ended();
    }
  }

  async insert({ table, rows, token }: FactsInsert): Promise<void> {
    if (rows.length === 0) return;
    try {
      const { stream } = await this.#clients.insert.exec({
        query: `INSERT INTO \`${table}\` FORMAT JSONEachRow`,
        values: Readable.from([rows], { objectMode: false }),
        clickhouse_settings: { ...insertSettings(token), ...this.#everywhere(), wait_end_of_query: 1 },
        abort_signal: AbortSignal.timeout(INSERT_SECONDS * 1000),
      });
      // The answer is empty; the connection is free again when it was read.
      await finished(stream.resume());
    } catch (error) {
      throw this.#explain(error, "insert");
    }
  }

  async reloadProfiles(all?: "all"): Promise<void> {
    // Each server loads its own copy of the rows, which may still be on their way to it.
    if (this.#cluster !== undefined)
      await this.command(sql`SYSTEM SYNC REPLICA ${ON_CLUSTER} alias`, BACKGROUND);
    await reloadProfiles(this, { all: all === "all" });
  }

  async ping(): Promise<void> {
    await this.query(sql`SELECT 1`, { timeout: 5 });
  }

  async close(): Promise<void> {
    this.#closing.abort(unavailable("The facts are closed."));
    await Promise.allSettled(Object.values(this.#clients).map((client) => client.close()));
  }

  async #on<Result>(
    statement: Sql,
    options: AskOptions,
    settings: Settings,
    run: (client: ClickHouseClient, request: Request) => Promise<Result>,
  ): Promise<Result> {
    options.signal?.throwIfAborted();
    const { client, request, ended } = this.#begin(statement, options, settings);
    try {
      return await run(client, request);
    } catch (error) {
      throw this.#explain(error, "ask", options.signal);
    } finally {
      ended();
    }
  }

  /** A request under an id of its own, which is stopped on the server when the asker aborts. */
  #begin(statement: Sql, options: AskOptions, settings: Settings) {
    const { params } = statement.render();
    const id = randomUUID();
    const silence = AbortSignal.timeout((timeoutOf(options, this.#limits) + GRACE) * 1000);
    const request = {
      query: this.#text(statement),
      query_id: id,
      query_params: Object.fromEntries(
        Object.entries(params).map(([name, bound]) => [name, clientValue(bound)]),
      ),
      clickhouse_settings: { ...askSettings(options, this.#limits), ...this.#everywhere(), ...settings },
      abort_signal: AbortSignal.any([silence, this.#closing.signal]),
    };
    const client = this.#clients[options.lane ?? "interactive"];
    const ended = options.signal ? stopOnAbort(options.signal, () => this.#kill(id)) : () => {};
    return { client, request, ended };
  }

  #kill(id: string): void {
    const text = this.#text(sql`KILL QUERY ${ON_CLUSTER} WHERE query_id = {id:String} ASYNC`);
    // A server that doesn't take it stops the statement at its time limit.
    this.#clients.control.command({ query: text, query_params: { id } }).catch(() => undefined);
  }

  #text(statement: Sql): string {
    return placed(statement.render().text, this.#cluster);
  }

  #everywhere(): Settings {
    return this.#cluster === undefined ? {} : CLUSTER_SETTINGS;
  }

  #explain(error: unknown, doing: "ask" | "insert", signal?: AbortSignal): unknown {
    if (error instanceof Problem || error === signal?.reason) return error;
    if (!(error instanceof ClickHouseError)) return unavailable("ClickHouse does not answer.", error);
    const code = Number(error.code);
    if (code === CANCELLED && signal?.aborted) return signal.reason;
    return problemOf(code, doing, error) ?? error;
  }
}

type Request = Pick<Parameters<ClickHouseClient["command"]>[0], "query" | "query_id" | "abort_signal"> & {
  query_params: Record<string, unknown>;
  clickhouse_settings: Settings;
};
