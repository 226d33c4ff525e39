/** The engine's one question for any number of rules: each table is read once, each column worked out once. */
import type { FiguresAsOf } from "../../core/customer-figures-port.ts";
import type { HandleId } from "../../core/ids.ts";
import { bound, join, profileOf, sql, type Sql } from "../../core/sql.ts";
import { folded } from "./compare-queries.ts";
import type { Filter, Matcher, What } from "./contract.ts";
import { fieldOf, type Field } from "./field-queries.ts";
import { cheapCondition, filtered, itemMatched, itemsMatched, matched } from "./matcher-queries.ts";
import type { Moment } from "./moment.ts";
import type { Shape } from "./value-queries.ts";

/** The name of a column, numbered. */
function named(letter: string, number: number): Sql {
  return sql`${bound("Identifier", `${letter}${number}`)}`;
}

/** Columns of one level of a question; the same expression is one column. */
export class Columns {
  readonly #letter: string;
  readonly #all = new Map<string, { readonly name: Sql; readonly expression: Sql }>();

  constructor(letter: string) {
    this.#letter = letter;
  }

  /** The name of the column of an expression. */
  of(expression: Sql): Sql {
    const key = keyOf(expression);
    const known = this.#all.get(key);
    if (known) return known.name;
    const name = named(this.#letter, this.#all.size);
    this.#all.set(key, { name, expression });
    return name;
  }

  /** `expression AS name` of each, with a comma before. */
  get list(): Sql {
    return join(
      [...this.#all.values()].map(({ name, expression }) => sql`, ${expression} AS ${name}`),
      "",
    );
  }

  get names(): Sql[] {
    return [...this.#all.values()].map(({ name }) => name);
  }

  get isEmpty(): boolean {
    return this.#all.size === 0;
  }
}

/** What makes two pieces of SQL the same. */
export function keyOf({ parts, values }: Sql): string {
  return JSON.stringify([parts, values.map(({ type, value }) => [type, value])]);
}

/** Rows of one table, matched and put together by customer. */
export class RowSource {
  readonly what: What;
  readonly #moment: Moment;
  readonly #figures: FiguresAsOf;
  readonly #fields = new Map<string, { name: Sql; field: Field; guards: Map<string, Sql> }>();
  readonly #flags: Columns;
  /** Orders are asked for what their narrow table does not hold. */
  #isWhole = false;
  readonly aggregates: Columns;

  constructor(what: What, moment: Moment, figures: FiguresAsOf) {
    this.what = what;
    this.#moment = moment;
    this.#figures = figures;
    this.#flags = new Columns(`${what}_flag_`);
    this.aggregates = new Columns(`${what}_`);
  }

  /** The column of a truth about a row: whether a matcher finds it. */
  flag(matcher: Matcher): Sql {
    this.#needs(matcher.where ?? [], matcher.item ?? []);
    return this.#flags.of(matched(matcher, this.#moment, this.#amounts, this.#read));
  }

  /** The column of a truth about a row: whether it passes filters, and one of its items others. */
  passing(matcher: Matcher, filters: readonly Filter[], item: readonly Filter[]): Sql {
    this.#needs(filters, item);
    const ofItem = item.length > 0 ? [itemMatched(item, this.#moment)] : [];
    const each = filters.map((filter) => filtered(matcher, filter, this.#moment, this.#amounts, this.#read));
    return this.#flags.of(sql`(${join([...each, ...ofItem], " AND ")})`);
  }

  /** The column of a field of the rows that a matcher finds. */
  value(matcher: Matcher, field: string): { readonly shape: Shape; readonly sql: Sql } {
    this.#needs([{ field }], []);
    const found = fieldOf(matcher.what, field, this.#moment, this.#amounts);
    return { shape: found.shape, sql: this.#flags.of(this.#read(found, cheapCondition(matcher))) };
  }

  /** The column of an expression over other columns of the row. */
  also(expression: Sql): Sql {
    return this.#flags.of(expression);
  }

  /** The column of what the row's items are of, Array(String), in the form in which texts are compared. */
  itemsBy(by: "product" | "category"): Sql {
    this.#isWhole = true;
    const each = by === "product" ? sql`x.product_id` : sql`x.category`;
    return this.#flags.of(sql`arrayFilter(k -> k != '', arrayMap(x -> ${folded(each)}, items))`);
  }

  /** The column of an expression over each item `x` of the row that passes filters, an array. */
  ofItems(item: readonly Filter[], each: Sql): Sql {
    this.#isWhole = true;
    return this.#flags.of(sql`arrayMap(x -> ${each}, ${itemsMatched(item, this.#moment)})`);
  }

  /** The narrow table of orders has no items, and of coupons only whether there was one. */
  #needs(fields: readonly Pick<Filter, "field">[], item: readonly Filter[]): void {
    this.#isWhole ||= item.length > 0 || fields.some(({ field }) => field === "coupon");
  }

  get isEmpty(): boolean {
    return this.aggregates.isEmpty;
  }

  get #amounts() {
    return { order: this.#figures.orderAmount, refund: this.#figures.refundAmount };
  }

  readonly #read = (field: Field, guard: Sql): Sql => {
    const key = keyOf(field.sql);
    const known = this.#fields.get(key);
    const one = known ?? {
      name: named(`${this.what}_field_`, this.#fields.size),
      field,
      guards: new Map<string, Sql>(),
    };
    one.guards.set(keyOf(guard), guard);
    this.#fields.set(key, one);
    return one.name;
  };

  /** Rows (profile_id, and the aggregates). */
  rows(handles: readonly HandleId[] | null): Sql {
    const fields = [...this.#fields.values()].map(({ name, field, guards }) =>
      field.isHeavy
        ? sql`, if(${join([...guards.values()], " OR ")}, ${field.sql}, '') AS ${name}`
        : sql`, ${field.sql} AS ${name}`,
    );
    const whose = handles ? sql`handle_id IN ${bound("Array(UInt64)", handles)}` : sql`1`;
    return sql`SELECT profile_id ${this.aggregates.list}
      FROM (SELECT profile_id, t, id ${this.#flags.list} FROM (
        SELECT ${profileOf(sql`handle_id`)} AS profile_id, toUnixTimestamp64Milli(at) AS t, ${ID[this.what]} AS id, *
          ${join(fields, "")}
        FROM ${this.#table} WHERE ${whose} AND ${this.#counted(handles)}))
      GROUP BY profile_id`;
  }

  get #table(): Sql {
    if (this.what === "event") return sql`event`;
    if (this.what === "refund") return sql`refund FINAL`;
    return this.#isWhole ? sql`\`order\` FINAL` : sql`order_figure FINAL`;
  }

  #counted(handles: readonly HandleId[] | null): Sql {
    // What nobody known bought is nobody's: the handle of such an order is no customer.
    if (this.what === "event") {
      return sql`handle_id NOT IN (${nobodys(handles)})`;
    }
    const trusted = this.#figures.countsClaimed ? sql`1` : sql`trust = 'trusted'`;
    return sql`status = 'paid' AND anonymous = 0 AND ${trusted}`;
  }
}

/** Rows (handle_id) of those of nobody known. Orders that were ever so are few: only they are merged into their latest. */
export function nobodys(handles: readonly HandleId[] | null): Sql {
  const theirs = handles
    ? sql`anonymous = 1 AND handle_id IN ${bound("Array(UInt64)", handles)}`
    : sql`anonymous = 1`;
  if (!handles) return sql`SELECT handle_id FROM order_figure FINAL WHERE ${theirs}`;
  return sql`SELECT handle_id FROM order_figure FINAL
    WHERE ${theirs} AND (shop, length(order_id), order_id) IN (SELECT shop, length(order_id), order_id FROM order_figure WHERE ${theirs})`;
}

const ID: Readonly<Record<What, Sql>> = {
  event: sql`message_id`,
  order: sql`concat(shop, ' ', order_id)`,
  refund: sql`concat(shop, ' ', refund_id)`,
};

/** The columns of the figure of this place among those asked for. */
export function figureColumns(index: number): { value: Sql; until: Sql; next: Sql } {
  const next = sql`${bound("Identifier", "next_at")}`;
  return { value: named("value_", index), until: named("until_", index), next };
}
