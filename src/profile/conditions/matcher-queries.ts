/** Which rows a matcher finds: for the engine and in memory, side by side. */
import { bound, join, sql, type Sql } from "../../core/sql.ts";
import { inCodes } from "./coded.ts";
import { fixedComparison } from "./compare-queries.ts";
import type { Filter, Matcher } from "./contract.ts";
import { fieldOf, itemField, type Amounts, type Field } from "./field-queries.ts";
import type { Row } from "./history.ts";
import type { Moment } from "./moment.ts";
import type { Shaped } from "./value-queries.ts";

/** Gives the engine's column of a field, which is read only of rows that the guard lets pass. */
export type ReadField = (field: Field, guard: Sql) => Sql;

/** The engine's condition on a row of the matcher's table. */
export function matched(matcher: Matcher, moment: Moment, amounts: Amounts, read: ReadField): Sql {
  const guard = cheapCondition(matcher);
  const filters = (matcher.where ?? []).map((filter) => filtered(matcher, filter, moment, amounts, read));
  const item = matcher.item && itemMatched(matcher.item, moment);
  return sql`(${join([guard, ...filters, ...(item ? [item] : [])], " AND ")})`;
}

/** The condition of one filter on a row of the matcher's table. */
export function filtered(
  matcher: Matcher,
  filter: Filter,
  moment: Moment,
  amounts: Amounts,
  read: ReadField,
): Sql {
  const found = fieldOf(matcher.what, filter.field, moment, amounts);
  const value: Shaped = { shape: found.shape, sql: read(found, cheapCondition(matcher)) };
  return fixedComparison(inCodes(filter), moment.timeZone).sql(value);
}

/** What can be told of a row by its narrow columns. */
export function cheapCondition({ names, kind }: Matcher): Sql {
  const byName = names ? sql`name IN ${bound("Array(String)", names)}` : null;
  const byKind = kind ? sql`kind = ${kind}` : null;
  if (byName && byKind) return sql`(${byName} AND ${byKind})`;
  return byName ?? byKind ?? sql`1`;
}

/** The condition that one item of a row passes all filters. */
export function itemMatched(filters: readonly Filter[], moment: Moment): Sql {
  return sql`arrayExists(x -> ${itemCondition(filters, moment)}, items)`;
}

/** The items of a row that pass all filters. */
export function itemsMatched(filters: readonly Filter[], moment: Moment): Sql {
  return filters.length === 0 ? sql`items` : sql`arrayFilter(x -> ${itemCondition(filters, moment)}, items)`;
}

function itemCondition(filters: readonly Filter[], { timeZone }: Moment): Sql {
  const conditions = filters.map(({ field, is }) => fixedComparison(is, timeZone).sql(itemField(field)));
  return join(conditions, " AND ");
}

/** {@link matched} in memory. */
export function matches(matcher: Matcher, moment: Moment, row: Row): boolean {
  const { names, kind, where = [], item } = matcher;
  if (names && !names.includes(String(row.columns["name"]))) return false;
  if (kind && row.kind !== kind) return false;
  if (!where.every((filter) => passes(matcher, filter, moment, row))) return false;
  return itemsPass(item ?? [], moment, row);
}

/** {@link itemMatched} in memory; without filters it passes. */
export function itemsPass(item: readonly Filter[], moment: Moment, row: Row): boolean {
  return item.length === 0 || itemsMet(item, moment, row).length > 0;
}

/** {@link itemsMatched} in memory. */
export function itemsMet(item: readonly Filter[], moment: Moment, { items }: Row): Row["items"] {
  return items.filter((one) => item.every((filter) => itemPasses(filter, moment, one)));
}

/** For memory: nothing of the engine's is asked for in memory. */
export const NO_AMOUNTS: Amounts = { order: sql`NULL`, refund: sql`NULL` };

/** {@link filtered} in memory. */
export function passes(matcher: Matcher, filter: Filter, moment: Moment, row: Row): boolean {
  const found = fieldOf(matcher.what, filter.field, moment, NO_AMOUNTS);
  return fixedComparison(inCodes(filter), moment.timeZone).meets(found.of(row), found.shape);
}

function itemPasses({ field, is }: Filter, { timeZone }: Moment, item: Row["items"][number]): boolean {
  return fixedComparison(is, timeZone).meets(item[field], itemField(field).shape);
}
