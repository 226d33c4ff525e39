import type { AskOptions, FactsTable, Lane } from "../../core/facts.ts";
import type { SentFailure } from "../../core/sent-failure.ts";
import { Bound, Sql, type SqlType } from "../../core/sql.ts";
import type { Lines } from "./lines.ts";

/** A composed question on its way to another thread. */
export type SentSql = {
  readonly parts: readonly string[];
  readonly values: readonly { readonly type: SqlType; readonly value: Bound["value"] }[];
};

/** What the asking thread wants; `stop` takes an earlier one back, `more` asks a stream for its next part. */
export type Asked =
  | {
      readonly kind: "query" | "command" | "stream";
      readonly question: SentSql;
      readonly options: SentOptions;
    }
  | { readonly kind: "insert"; readonly table: FactsTable; readonly rows: Uint8Array; readonly token: string }
  | { readonly kind: "reload"; readonly all: "all" | undefined }
  | { readonly kind: "ping" | "more" | "stop" };

/** {@link AskOptions} without the signal, which cannot travel. */
export type SentOptions = { readonly lane?: Lane; readonly timeout?: number };

/** An {@link Asked} with the number that its answer bears. */
export type Request = { readonly id: number; readonly asked: Asked };

/** Rows for a question, unread; null where there are none (any more), or why not. */
export type Reply =
  | { readonly id: number; readonly lines: Lines | null }
  | { readonly id: number; readonly failure: SentFailure };

/** A question made ready to travel. */
export function sendable({ parts, values }: Sql): SentSql {
  return { parts, values: values.map(({ type, value }) => ({ type, value })) };
}

/** The question that travelled. */
export function received({ parts, values }: SentSql): Sql {
  return new Sql(
    parts,
    values.map(({ type, value }) => new Bound(type, value)),
  );
}

/** The options without what cannot travel. */
export function sendableOptions({ lane, timeout }: AskOptions): SentOptions {
  return { ...(lane && { lane }), ...(timeout !== undefined && { timeout }) };
}
