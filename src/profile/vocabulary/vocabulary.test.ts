import { beforeAll, expect, it } from "vitest";
import { testApp, type TestApp } from "../../../test/kit/app.ts";
import type { FactsTable } from "../../core/facts.ts";
import { VOCABULARY, type VocabularyAnswer, type VocabularyOf } from "./contract.ts";

let kit: TestApp;

const at = new Date(Date.now() - 86_400_000).toISOString().replace("T", " ").replace("Z", "");
const shared = { handle_id: 1, at, source_id: 1, trust: "trusted" };

function event(number: number, name: string, more: object = {}): object {
  return { ...shared, received_at: at, message_id: `m${number}`, kind: "track", name, ...more };
}

async function put(table: FactsTable, ...rows: object[]): Promise<void> {
  const lines = Buffer.from(rows.map((row) => JSON.stringify(row)).join("\n"));
  await kit.context.facts.insert({ table, rows: lines, token: `vocabulary ${table}` });
}

beforeAll(async () => {
  kit = await testApp();
  await put(
    "event",
    event(1, "Product Viewed", { properties: '{"colour":"red"}', channel: "email", device: "phone" }),
    event(2, "Product Viewed", { properties: '{"colour":"blue","size":"L"}', country: "TR", language: "tr" }),
    event(3, "Email Opened"),
    event(4, "Home", { kind: "page" }),
  );
  await put("trait", { ...shared, name: "plan", value: '"secret"', message_id: "t1" });
  await put("consent", { ...shared, answer: 1, preferences: { email: 1, sms: 0 }, message_id: "c1" });
  const item = {
    product_id: "tea-1",
    sku: "",
    name: "Tea",
    category: "Drinks",
    quantity: "1",
    price: "2",
    discount: "0",
  };
  const amounts = { gross: "2", discount: "0", shipping: "0", tax: "0", other: "0", total: "2" };
  const order = { shop: "main", order_id: "1", version: 1, anonymous: 0, status: "paid", currency: "EUR" };
  await put("order", { ...shared, ...order, ...amounts, items: [item], message_id: "o1" });
});

async function names(of: VocabularyOf, q = ""): Promise<string[]> {
  const url = `/api/v1/vocabulary?of=${of}&q=${encodeURIComponent(q)}`;
  const answer = await kit.app.inject({ url, headers: kit.owner });
  return answer.json<VocabularyAnswer>().names.map(({ name }) => name);
}

it.each<[VocabularyOf, string[]]>([
  ["events", ["Product Viewed", "Email Opened"]],
  ["properties", ["colour", "size"]],
  ["traits", ["plan"]],
  ["consents", ["email", "sms"]],
  ["categories", ["Drinks"]],
  ["products", ["tea-1"]],
  ["channels", ["email"]],
  ["devices", ["phone"]],
  ["countries", ["TR"]],
  ["languages", ["tr"]],
])("the names of %s are those of the data, the most met first", async (of, expected) => {
  expect(await names(of)).toEqual(expected);
});

it("tells the names that hold a text, whatever its case, and nothing of another", async () => {
  expect(await names("events", "OPEN")).toEqual(["Email Opened"]);
  expect(await names("events", "%")).toEqual([]);
});

it("tells no value of a trait, of whatever is asked", async () => {
  for (const of of VOCABULARY) expect(await names(of, "secret")).toEqual([]);
});
