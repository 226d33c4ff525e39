import { isJsonObject } from "../../core/json.ts";
import type { Json, JsonObject } from "../../core/json.ts";
import type { Item } from "../../core/rows.ts";

const ALWAYS = ["product_id", "quantity", "price"] as const;
/** Left out where they say nothing. */
const SOMETIMES = [
  ["sku", ""],
  ["name", ""],
  ["category", ""],
  ["discount", "0"],
] as const;

/**
 * Properties as `event.properties` holds them: without products that `items` repeats to the letter,
 * as those of imported orders do. {@link sentProperties} gives them back.
 */
export function storedProperties(properties: JsonObject, items: readonly Item[]): string {
  const { products } = properties;
  const isRepeated =
    Array.isArray(products) &&
    products.length > 0 &&
    products.length === items.length &&
    !namesProduct(properties) &&
    items.every((item, index) => repeats(products[index], item));
  // JSON has no undefined: the key is left out.
  return JSON.stringify(isRepeated ? { ...properties, products: undefined } : properties);
}

/** Properties as they were sent, of a row of `event`. */
export function sentProperties(row: { properties: string; items: readonly Item[] }): JsonObject {
  const parsed: unknown = JSON.parse(row.properties);
  const properties = isJsonObject(parsed) ? parsed : {};
  const isWhole = row.items.length === 0 || properties["products"] !== undefined || namesProduct(properties);
  return isWhole ? properties : { ...properties, products: row.items.map(productOf) };
}

/** Such an event is about one product, which is then its only item. */
function namesProduct(properties: JsonObject): boolean {
  return properties["product_id"] != null || properties["sku"] != null;
}

function repeats(product: Json | undefined, item: Item): boolean {
  if (!isJsonObject(product)) return false;
  let fields: number = ALWAYS.length;
  for (const field of ALWAYS) if (product[field] !== item[field]) return false;
  for (const [field, nothing] of SOMETIMES) {
    if (product[field] === undefined && item[field] === nothing) continue;
    if (product[field] !== item[field] || item[field] === nothing) return false;
    fields += 1;
  }
  return Object.keys(product).length === fields;
}

function productOf(item: Item): JsonObject {
  const product: JsonObject = {};
  for (const field of ALWAYS) product[field] = item[field];
  for (const [field, nothing] of SOMETIMES) if (item[field] !== nothing) product[field] = item[field];
  return product;
}
