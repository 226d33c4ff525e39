import type { Facts } from "../../core/facts.ts";
import { sql, type Sql } from "../../core/sql.ts";
import type { VocabularyOf } from "./contract.ts";

/** A name with how often it is met. */
export type Met = { readonly name: string; readonly met: number };

/** Beyond these many rows a count changes nothing about what is met most. */
const MOST_SECONDS = 5;

const recent = sql`at > now() - INTERVAL 400 DAY`;
const events = (column: Sql): Sql => sql`SELECT ${column} AS name FROM event WHERE ${recent}`;
const orders = (column: Sql): Sql => sql`SELECT ${column} AS name FROM \`order\` FINAL`;

const NAMES: Readonly<Record<VocabularyOf, Sql>> = {
  events: sql`${events(sql`name`)} AND kind = 'track'`,
  properties: sql`SELECT arrayJoin(JSONExtractKeys(properties)) AS name FROM event WHERE ${recent} AND kind = 'track'`,
  traits: sql`SELECT name FROM trait`,
  consents: sql`SELECT arrayJoin(mapKeys(preferences)) AS name FROM consent`,
  categories: orders(sql`arrayJoin(items).category`),
  products: orders(sql`arrayJoin(items).product_id`),
  channels: events(sql`channel`),
  devices: events(sql`device`),
  countries: events(sql`country`),
  languages: events(sql`language`),
};

/** The names that hold a text and are met most. */
export async function namesOf(facts: Facts, of: VocabularyOf, part: string, most: number): Promise<Met[]> {
  const rows = await facts.query<{ name: string; met: string }>(
    sql`SELECT name, count() AS met FROM (${NAMES[of]})
        WHERE name != '' AND positionCaseInsensitiveUTF8(name, ${part}) > 0
        GROUP BY name ORDER BY met DESC, name LIMIT ${most}`,
    { timeout: MOST_SECONDS },
  );
  return rows.map(({ name, met }) => ({ name, met: Number(met) }));
}
