/** What customers wrote: events that may carry a text, as sent. */
import type { Facts } from "../../core/facts.ts";
import { bound, instant, join, profileOf, sql, type Sql } from "../../core/sql.ts";
import { LONG } from "./moments-queries.ts";
import type { Part } from "./queries.ts";
import { TEXT_EVENT, TEXT_KINDS } from "./said/texts.ts";

/** An event that may carry a text. */
export type TextRow = {
  readonly customer: string;
  readonly at: string;
  readonly name: string;
  readonly language: string;
  /** JSON, as sent. */
  readonly properties: string;
};

/** So many events of a customer are read, the last ones. */
const MOST_OF_CUSTOMER = 40;
/** Events looked at for quotes. */
const MOST_LOOKED_AT = 1000;

function carriesText(now: number): Sql {
  const names = TEXT_KINDS.map((kind) => sql`match(name, ${`(?i)${TEXT_EVENT[kind]}`})`);
  return sql`at <= ${instant(now)} AND kind = 'track' AND (${join(names, " OR ")})`;
}

/** How many events may carry a text. */
export async function countTexts(facts: Facts, now: number): Promise<number> {
  const [row] = await facts.query<{ texts: string }>(
    sql`SELECT count() AS texts FROM event WHERE ${carriesText(now)}`,
    LONG,
  );
  return Number(row?.texts ?? 0);
}

/** Streams the last such events of each customer of a part, those of a customer one after the other. */
export function texts(
  facts: Facts,
  { now, part, signal }: { now: number; part: Part; signal: AbortSignal },
): AsyncIterable<TextRow[]> {
  return facts.stream<TextRow>(
    sql`SELECT toString(customer) AS customer, at, name, language, properties
      FROM (SELECT ${profileOf(sql`handle_id`)} AS customer, at, name, language, properties, message_id
        FROM event WHERE ${carriesText(now)})
      WHERE sipHash64(customer) % ${part.of} = ${part.rest}
      ORDER BY customer, at DESC, message_id LIMIT ${MOST_OF_CUSTOMER} BY customer`,
    { ...LONG, signal },
  );
}

/** The newest such events that hold one of the words, in small or capital letters. */
export function newestTexts(facts: Facts, words: readonly string[], now: number): Promise<TextRow[]> {
  return facts.query<TextRow>(sql`
    SELECT toString(${profileOf(sql`handle_id`)}) AS customer, at, name, language, properties
    FROM event WHERE ${carriesText(now)}
      AND multiSearchAnyCaseInsensitiveUTF8(properties, ${bound("Array(String)", words)})
    ORDER BY at DESC, message_id LIMIT ${MOST_LOOKED_AT}`);
}
