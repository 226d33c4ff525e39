import { type Sql, sql } from "../../core/sql.ts";
import type { State } from "../../core/state.ts";
import { allSources } from "../../collect/sources/index.ts";
import type { Dimension } from "./contract.ts";

/** The values that a row of `order` has in a dimension, as an array of strings, each once. */
export function dimensionValues(dimension: Dimension): Sql {
  switch (dimension) {
    case "country":
      return sql`arrayFilter(v -> v != '', [toString(country)])`;
    case "channel":
      return sql`arrayFilter(v -> v != '', [toString(channel)])`;
    case "source":
      return sql`[toString(source_id)]`;
    case "product":
      return sql`arrayDistinct(arrayFilter(v -> v != '', items.product_id))`;
    case "category":
      return sql`arrayDistinct(arrayFilter(v -> v != '', items.category))`;
    case "discount":
      return sql`[if(coupon != '' OR discount > 0, 'yes', 'no')]`;
  }
}

/** What values are called where that is not the value itself: sources have names. */
export async function dimensionLabels(
  state: State,
  dimension: Dimension,
  values: readonly string[],
): Promise<Map<string, string>> {
  if (dimension !== "source" || values.length === 0) return new Map();
  const sources = await allSources(state);
  return new Map(sources.map((source) => [String(source.id), source.name]));
}
