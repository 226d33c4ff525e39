/** The fields of rows: for the engine and in memory, side by side. */
import { hourAndWeekday } from "../../core/calendar.ts";
import { join, sql, type Sql } from "../../core/sql.ts";
import type { What } from "./contract.ts";
import type { Row } from "./history.ts";
import type { Moment } from "./moment.ts";
import { atPath, type Held, type Shape } from "./value-queries.ts";

/** A field in its two readings. */
export type Field = {
  readonly shape: Shape;
  /** Over the columns of the table, or of `x`, the item. */
  readonly sql: Sql;
  of(row: Row): Held;
  /** Costs too much to be read of rows that other conditions leave out. */
  readonly isHeavy: boolean;
};

/** Amounts of orders and refunds in the workspace's currency. */
export type Amounts = { readonly order: Sql; readonly refund: Sql };

const TEXTS: Readonly<Record<string, Sql>> = {
  name: sql`name`,
  channel: sql`channel`,
  device: sql`device`,
  country: sql`country`,
  language: sql`language`,
  page_url: sql`page_url`,
  page_title: sql`page_title`,
  referrer: sql`referrer`,
  campaign_source: sql`campaign_source`,
  campaign_medium: sql`campaign_medium`,
  campaign_name: sql`campaign_name`,
  currency: sql`currency`,
  account: sql`account`,
  session_id: sql`session_id`,
  trust: sql`trust`,
  order_id: sql`order_id`,
  coupon: sql`coupon`,
};

const ITEM_TEXTS: Readonly<Record<string, Sql>> = {
  product_id: sql`x.product_id`,
  sku: sql`x.sku`,
  name: sql`x.name`,
  category: sql`x.category`,
};

const ITEM_NUMBERS: Readonly<Record<string, Sql>> = {
  quantity: sql`toFloat64(x.quantity)`,
  price: sql`toFloat64(x.price)`,
  discount: sql`toFloat64(x.discount)`,
};

/** A field of a row. The schema has seen to it that there is one. */
export function fieldOf(what: What, name: string, moment: Moment, amounts: Amounts): Field {
  const column = (shape: Shape, asked: Sql): Field => ({
    shape,
    sql: asked,
    of: (row) => row.columns[name],
    isHeavy: false,
  });
  const text = TEXTS[name];
  if (text) return column("text", text);
  if (name === "source") return column("number", sql`toFloat64(source_id)`);
  if (name === "amount") return column("number", sql`toFloat64(${amountOf(what, amounts)})`);
  if (name === "discount") return column("number", sql`toFloat64(discount)`);
  if (name === "hour") {
    const hour = (row: Row) => hourAndWeekday(row.at, moment.timeZone).hour;
    return { ...column("number", sql`toFloat64(toHour(at, ${moment.timeZone}))`), of: hour };
  }
  if (name === "weekday") {
    const weekday = (row: Row) => hourAndWeekday(row.at, moment.timeZone).weekday;
    return { ...column("number", sql`toFloat64(toDayOfWeek(at, 0, ${moment.timeZone}))`), of: weekday };
  }
  return ofJson(name);
}

function amountOf(what: What, amounts: Amounts): Sql {
  if (what === "event") return sql`amount`;
  return what === "order" ? amounts.order : amounts.refund;
}

function ofJson(name: string): Field {
  const [place = "", ...path] = name.split(".");
  const keys = join(path.map((key) => sql`${key}`));
  const column = PLACES[place] ?? sql`properties`;
  return {
    shape: "json",
    sql: sql`JSONExtractRaw(${column}, ${keys})`,
    of: (row) =>
      atPath(place === "properties" ? row.properties : place === "context" ? row.context : row.traits, path),
    isHeavy: true,
  };
}

const PLACES: Readonly<Record<string, Sql>> = { context: sql`context`, traits: sql`traits` };

/** A field of an item `x`. */
export function itemField(name: string): { shape: Shape; sql: Sql } {
  const text = ITEM_TEXTS[name];
  if (text) return { shape: "text", sql: text };
  const number = ITEM_NUMBERS[name];
  if (number) return { shape: "number", sql: number };
  throw new TypeError(`an item has no ${name}`);
}
