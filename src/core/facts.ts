/**
 * The port to the facts: what happened, append-only, columnar. Two engines implement it (chDB in
 * the process, a ClickHouse server), one conformance suite holds them together.
 */
import type { JsonObject } from "./json.ts";
import type { Sql } from "./sql.ts";

/** Which connections a statement may use; inserts have their own. */
export type Lane = "interactive" | "background";

/** What a question may cost, and when to give up. */
export type AskOptions = {
  /** Defaults to interactive. */
  lane?: Lane;
  /** Seconds; the engine stops the question. Defaults by lane: 30 interactive, 600 background. */
  timeout?: number;
  /** Aborting stops the question in the engine, not only the wait. */
  signal?: AbortSignal;
};

/** Rows to insert, as one block under one token. */
export type FactsInsert = {
  table: FactsTable;
  /** One JSON object a line (JSONEachRow). */
  rows: Buffer;
  /** The same token inserts the same rows once, however often it is sent. */
  token: string;
};

/** The tables of migrations/facts that are inserted into. */
export type FactsTable =
  | "event"
  | "order"
  | "refund"
  | "trait"
  | "consent"
  | "message"
  | "alias"
  | "segment_move"
  | "persona_member";

/** The store of facts. */
export type Facts = {
  /**
   * Answers a question with all its rows. UInt64, Int64 and Decimal arrive as strings, UInt32 and
   * smaller and Float64 as numbers, DateTime64 as "2026-01-31 23:59:59.000" in UTC.
   * @throws Problem `timeout` past the time or memory allowed, `unavailable` where the engine does not answer.
   */
  query<Row = JsonObject>(question: Sql, options?: AskOptions): Promise<Row[]>;
  /** The same in blocks of rows as they come, for exports and rebuilding; stops when the reader does. */
  stream<Row = JsonObject>(question: Sql, options?: AskOptions): AsyncIterable<Row[]>;
  /** Stores rows durably: once, by the token. */
  insert(insert: FactsInsert): Promise<void>;
  /** A statement without rows (DDL, DELETE, SYSTEM RELOAD DICTIONARY, INSERT … SELECT). */
  command(statement: Sql, options?: AskOptions): Promise<void>;
  /**
   * Makes questions see the merges written to `alias` so far, on every server: those of a later
   * version than all before, or `all`, which takes as long as there are merges.
   */
  reloadProfiles(all?: "all"): Promise<void>;
  /** Whether the engine answers; throws Problem `unavailable` where it doesn't. */
  ping(): Promise<void>;
  close(): Promise<void>;
};
