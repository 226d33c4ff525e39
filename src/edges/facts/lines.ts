import type { AskOptions, Facts } from "../../core/facts.ts";
import type { Sql } from "../../core/sql.ts";

/** Rows as the engine wrote them: a JSON object a line, in UTF-8. */
export type Lines = Uint8Array<ArrayBuffer>;

/** An engine in the process, whose answers can be had unread: whoever asked for them shall read them. */
export type EmbeddedFacts = Facts & {
  /** {@link Facts.query}, unread. */
  lines(question: Sql, options?: AskOptions): Promise<Lines>;
  /** {@link Facts.stream}, unread: each part ends with a whole row. */
  parts(question: Sql, options?: AskOptions): AsyncIterable<Lines>;
};

const utf8 = new TextDecoder();

/** Reads JSON objects a line: newlines within values are escaped, so each one ends a row. */
export function parseLines<Row>(text: string | Uint8Array): Row[] {
  const lines = (typeof text === "string" ? text : utf8.decode(text)).trimEnd();
  return lines === "" ? [] : (JSON.parse(`[${lines.replaceAll("\n", ",")}]`) as Row[]);
}
