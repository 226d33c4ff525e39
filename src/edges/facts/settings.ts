import type { AskOptions, Lane } from "../../core/facts.ts";

/** Settings of the engine, by name. */
export type Settings = Readonly<Record<string, string | number>>;

/** What statements of each lane may take, where nothing else is asked for. */
export type Limits = {
  /** Bytes of memory that one statement of the lane may use. */
  readonly memory: Readonly<Record<Lane, number>>;
  /** Seconds. */
  readonly timeout: Readonly<Record<Lane, number>>;
  /** Bytes that one answer of `query` may hold: it stands in memory whole. */
  readonly answer: number;
};

/** Fits a machine of 8 GB. */
export const DEFAULT_LIMITS: Limits = {
  memory: { interactive: 2_000_000_000, background: 3_000_000_000 },
  timeout: { interactive: 30, background: 600 },
  answer: 250_000_000,
};

/** Seconds after which the engine stops the statement. */
export function timeoutOf(options: AskOptions, limits: Limits): number {
  return options.timeout ?? limits.timeout[options.lane ?? "interactive"];
}

/**
 * All settings of a question. Every statement names all of them, since a session keeps what the
 * one before it set.
 */
export function askSettings(options: AskOptions, limits: Limits): Settings {
  return {
    max_execution_time: timeoutOf(options, limits),
    max_memory_usage: limits.memory[options.lane ?? "interactive"],
    max_result_bytes: 0,
    // Exact numbers: JavaScript's end at 2^53 and would round money.
    output_format_json_quote_64bit_integers: 1,
    output_format_json_quote_decimals: 1,
    output_format_json_escape_forward_slashes: 0,
    date_time_output_format: "simple",
  };
}

/**
 * What a cluster needs besides. A question within a question is asked once and its answer sent to
 * the shards; writes and reads go to the same replica of a shard while it lives, so that what was
 * written is read; an insert is acknowledged when every shard has its rows.
 */
export const CLUSTER_SETTINGS: Settings = {
  distributed_product_mode: "global",
  prefer_localhost_replica: 0,
  load_balancing: "in_order",
  distributed_foreground_insert: 1,
};

/** All settings of an insert: one block, so that the token covers the rows as a whole. */
export function insertSettings(token: string): Settings {
  return {
    insert_deduplicate: 1,
    insert_deduplication_token: token,
    // A retry after half an insert still reaches what views fill, once.
    deduplicate_blocks_in_dependent_materialized_views: 1,
    async_insert: 0,
    // Rows come as one block and one at a time: more threads would only hand it around.
    input_format_parallel_parsing: 0,
    max_threads: 1,
    min_insert_block_size_rows: 100_000_000,
    min_insert_block_size_bytes: 4_000_000_000,
    // A column misspelt, or a null for a column that has none, is an error and not a default.
    input_format_skip_unknown_fields: 0,
    input_format_null_as_default: 0,
  };
}
