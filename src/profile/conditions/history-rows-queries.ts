import type { Facts } from "../../core/facts.ts";
import { isJsonObject, type Json, type JsonObject } from "../../core/json.ts";
import { bound, join, sql, type Sql } from "../../core/sql.ts";
import type { What } from "./contract.ts";
import type { Row } from "./history.ts";
import type { Needs, Surroundings } from "./types.ts";
import type { Held } from "./value-queries.ts";

/** Rows of a kind that one history holds, the latest; a person has far fewer. */
export const MOST = 100_000;

const OPTIONS = { lane: "interactive" } as const;

/** Columns of events that conditions look at; `amount` as a number. */
const EVENT_COLUMNS = sql`kind, name, channel, device, country, language, page_url, page_title, referrer,
  campaign_source, campaign_medium, campaign_name, currency, account, session_id, trust, source_id AS source`;

type Told = { [column: string]: Json };

/** The events of one customer, by time. */
export async function eventsOf(facts: Facts, whose: Sql, names: Needs["events"]): Promise<Row[]> {
  if (names !== "all" && names.size === 0) return [];
  const named = names === "all" ? sql`1` : sql`name IN ${bound("Array(String)", [...names])}`;
  const rows = await facts.query<Told>(
    sql`SELECT toUnixTimestamp64Milli(at) AS t, message_id AS id, toFloat64(amount) AS sum, items, properties, context, traits, ${EVENT_COLUMNS}
      FROM event WHERE ${whose} AND ${named} ORDER BY t DESC, id DESC LIMIT ${MOST}`,
    OPTIONS,
  );
  return rows.map(rowOf).toReversed();
}

/** The orders or refunds of one customer that count, by time. */
export async function checkoutsOf(
  facts: Facts,
  what: Exclude<What, "event">,
  whose: Sql,
  { figures }: Surroundings,
): Promise<Row[]> {
  const counted = figures.countsClaimed ? sql`1` : sql`trust = 'trusted'`;
  const [table, own, amount] =
    what === "order"
      ? [
          sql`\`order\` FINAL`,
          sql`concat(shop, ' ', order_id) AS id, toFloat64(discount) AS discount, coupon`,
          figures.orderAmount,
        ]
      : [sql`refund FINAL`, sql`concat(shop, ' ', refund_id) AS id`, figures.refundAmount];
  const columns = [sql`country, channel, currency, trust, order_id, source_id AS source`, own];
  const rows = await facts.query<Told>(
    sql`SELECT toUnixTimestamp64Milli(at) AS t, toFloat64(${amount}) AS sum, items, ${join(columns)}
      FROM ${table} WHERE ${whose} AND status = 'paid' AND anonymous = 0 AND ${counted}
      ORDER BY t DESC, id DESC LIMIT ${MOST}`,
    OPTIONS,
  );
  return rows.map(rowOf).toReversed();
}

function rowOf(told: Told): Row {
  const {
    t,
    id,
    kind = "",
    sum = null,
    items,
    properties = "{}",
    context = "{}",
    traits = "{}",
    ...columns
  } = told;
  const list = Array.isArray(items) ? items.filter(isJsonObject) : [];
  return {
    at: Number(t),
    id: String(id),
    kind: String(kind),
    columns: { ...columns, amount: sum },
    items: list.map(itemOf),
    properties: objectOf(properties),
    context: objectOf(context),
    traits: objectOf(traits),
  };
}

function itemOf(item: JsonObject): Record<string, Held> {
  const { quantity, price, discount } = item;
  return { ...item, quantity: Number(quantity), price: Number(price), discount: Number(discount) };
}

function objectOf(text: Json): JsonObject {
  const parsed = JSON.parse(String(text)) as Json;
  return isJsonObject(parsed) ? parsed : {};
}
