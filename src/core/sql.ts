/**
 * ClickHouse SQL with every value bound. `sql` composes fragments; a value becomes a typed
 * placeholder `{p0:UInt64}` and never enters the text.
 */

/** ClickHouse types that a value may be bound as. */
export type SqlType =
  | "String"
  | "UInt8"
  | "UInt32"
  | "UInt64"
  | "Int64"
  | "Float64"
  | "Decimal(18, 4)"
  | "Date"
  | "DateTime64(3, 'UTC')"
  | "Array(String)"
  | "Array(UInt64)"
  | "Array(Float64)"
  | "Array(Date)"
  | "Array(DateTime64(3, 'UTC'))"
  // The name of a table or column.
  | "Identifier";

type Bindable = string | number | bigint | boolean | readonly (string | number | bigint)[];

/** A value with the type that it is bound as. */
export class Bound {
  readonly type: SqlType;
  readonly value: Bindable;
  constructor(type: SqlType, value: Bindable) {
    this.type = type;
    this.value = value;
  }
}

/** A composed piece of SQL: its text in parts, with the bound values between them. */
export class Sql {
  readonly parts: readonly string[];
  readonly values: readonly Bound[];
  constructor(parts: readonly string[], values: readonly Bound[]) {
    this.parts = parts;
    this.values = values;
  }

  /** The text with numbered placeholders, and the bound values by placeholder name. */
  render(): { text: string; params: Record<string, Bound> } {
    let text = this.parts[0] ?? "";
    const params: Record<string, Bound> = {};
    for (const [index, bound] of this.values.entries()) {
      text += `{p${index}:${bound.type}}${this.parts[index + 1] ?? ""}`;
      params[`p${index}`] = bound;
    }
    return { text, params };
  }
}

/**
 * Composes SQL: another fragment is spliced in, a {@link Bound} stays bound, a string binds as
 * String, a whole number as Int64, another number as Float64, a boolean as UInt8.
 */
export function sql(texts: TemplateStringsArray, ...inserts: (Sql | Bound | Bindable)[]): Sql {
  const parts: string[] = [texts[0] ?? ""];
  const values: Bound[] = [];
  for (const [index, insert] of inserts.entries()) {
    const after = texts[index + 1] ?? "";
    if (insert instanceof Sql) {
      parts[parts.length - 1] += insert.parts[0] ?? "";
      parts.push(...insert.parts.slice(1));
      values.push(...insert.values);
      parts[parts.length - 1] += after;
    } else {
      values.push(insert instanceof Bound ? insert : bind(insert));
      parts.push(after);
    }
  }
  return new Sql(parts, values);
}

function bind(value: Bindable): Bound {
  if (typeof value === "string") return new Bound("String", value);
  if (typeof value === "boolean") return new Bound("UInt8", value ? 1 : 0);
  if (typeof value === "bigint") return new Bound("Int64", value);
  if (typeof value === "number") {
    return new Bound(Number.isSafeInteger(value) ? "Int64" : "Float64", value);
  }
  const strings = value.every((item) => typeof item === "string");
  return new Bound(strings && value.length > 0 ? "Array(String)" : "Array(UInt64)", value);
}

/** An instant (milliseconds since 1970) bound as the type of every time column. */
export function instant(milliseconds: number): Bound {
  return new Bound(
    "DateTime64(3, 'UTC')",
    new Date(milliseconds).toISOString().replace("T", " ").replace("Z", ""),
  );
}

/** Binds a value as a named type. */
export function bound(type: SqlType, value: Bindable): Bound {
  return new Bound(type, value);
}

/** Joins fragments, with ", " unless told. */
export function join(fragments: readonly Sql[], separator = ", "): Sql {
  return fragments.reduce(
    (left, right, index) => (index === 0 ? right : sql`${left}${raw(separator)}${right}`),
    raw(""),
  );
}

/**
 * Text as it stands: only for literals of the program (table names, operators, chosen from a
 * fixed list), never for input. The structure meter counts its uses.
 */
export function raw(text: string): Sql {
  return new Sql([text], []);
}

/**
 * Marks in a statement that each engine fills in: on a cluster the rows of a table stand in a local
 * one on each server, and statements that change it go to all of them.
 */
export const FACTS_MARKS = { local: "{local}", onCluster: "{on_cluster}", parts: "{parts}" } as const;

/** The tables of migrations/facts whose rows a statement may change. */
export type StoredTable =
  | "event"
  | "order"
  | "order_figure"
  | "refund"
  | "receipt"
  | "trait"
  | "consent"
  | "message"
  | "alias"
  | "segment_move"
  | "membership"
  | "persona_member";

/** Where a table's rows stand, on all servers: the target of DELETE, TRUNCATE and ALTER. Questions ask the plain name. */
export function stored(table: StoredTable): Sql {
  // Every server has all rows of this one, under its plain name.
  const local = table === "alias" ? "" : FACTS_MARKS.local;
  return raw(`\`${table}${local}\` ${FACTS_MARKS.onCluster}`);
}

/** The files of all servers (`system.parts`). */
export const PARTS = raw(FACTS_MARKS.parts);

/** Sends a statement that names a stored table itself to all servers. */
export const ON_CLUSTER = raw(FACTS_MARKS.onCluster);

/**
 * The profile that a handle belongs to now: a handle that no merge moved is its own profile. Lately
 * moved ones are in a map of their own, which is soon read anew.
 */
export function profileOf(handle: Sql): Sql {
  return sql`dictGetOrDefault('profile_moved', 'profile_id', ${handle},
    dictGetOrDefault('profile_of', 'profile_id', ${handle}, ${handle}))`;
}
