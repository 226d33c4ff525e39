import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../core/json.ts";
import { itemsOf } from "./items.ts";
import { sentProperties, storedProperties } from "./stored-properties.ts";

const bare = { product_id: "a", quantity: "1", price: "2.5" };
const full = { ...bare, sku: "s", name: "A thing", category: "Things", discount: "0.5" };

function stored(properties: JsonObject) {
  const items = itemsOf(properties);
  return { properties: storedProperties(properties, items), items };
}

describe("properties in the facts", () => {
  it("leave out products that the items say too", () => {
    expect(stored({ order_id: "1", products: [bare, full] }).properties).toBe('{"order_id":"1"}');
  });

  it.each<[string, JsonObject]>([
    ["products that items repeat", { total: "5", products: [bare, full] }],
    ["numbers", { products: [{ ...bare, price: 2.5 }] }],
    ["fields of their own", { products: [{ ...bare, brand: "b" }] }],
    ["empty fields", { products: [{ ...bare, sku: "" }] }],
    ["nothing taken off", { products: [{ ...bare, discount: "0" }] }],
    ["names that are cut", { products: [{ ...bare, name: "x".repeat(501) }] }],
    ["decimals of another kind", { products: [{ ...bare, price: "2.50" }] }],
    ["no product at all", { products: [] }],
    ["something among them that is no product", { products: [bare, "b"] }],
    ["products that are no list", { products: "a" }],
    ["one product", { product_id: "a", price: "2", quantity: "1" }],
    ["one product and a list", { product_id: "a", products: [bare] }],
  ])("are given back as they were sent: %s", (_what, sent) => {
    expect(sentProperties(stored(sent))).toEqual(sent);
  });
});
