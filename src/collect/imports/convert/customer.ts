import type { JsonObject } from "../../../core/json.ts";
import type { Row } from "../reading/reading.ts";
import { countryOf } from "../../../core/code-names.ts";
import type { Columns } from "./columns.ts";

/** Who stands behind lines, as far as they say. */
export type Customer = {
  readonly userId: string | null;
  readonly anonymousId: string | null;
  /** E-mail, phone, names …, in Segment's words. */
  readonly traits: JsonObject;
};

/** Our field by Segment's trait. */
const TRAITS = [
  ["email", "email"],
  ["phone", "phone"],
  ["name", "name"],
  ["first_name", "firstName"],
  ["last_name", "lastName"],
  ["gender", "gender"],
  ["birthday", "birthday"],
  ["company", "company"],
] as const;

/** What tools write where there is nobody. */
const NOBODY = new Set(["", "null", "nan", "none", "n/a", "na", "undefined", "0", "-", "guest"]);

/** Reads who the rows speak of; the first row that says something counts. */
export function customerOf(columns: Columns, rows: readonly Row[]): Customer {
  const traits: JsonObject = {};
  for (const [field, trait] of TRAITS) {
    const value = withoutMark(columns.firstText(rows, field));
    if (value !== "" && !NOBODY.has(value.toLowerCase())) traits[trait] = value;
  }
  const address = addressOf(columns, rows);
  if (Object.keys(address).length > 0) traits["address"] = address;
  return {
    userId: idOf(columns, rows, "customer_id"),
    anonymousId: idOf(columns, rows, "anonymous_id"),
    traits,
  };
}

/** Whether anything names the customer. */
export function isKnown(customer: Customer): boolean {
  const { email, phone } = customer.traits;
  return (
    customer.userId !== null || customer.anonymousId !== null || email !== undefined || phone !== undefined
  );
}

/** A customer number that went through a table of decimals ("17850.0") is the whole number. */
function idOf(columns: Columns, rows: readonly Row[], field: string): string | null {
  const text = withoutMark(columns.firstText(rows, field)).replace(/^(\d+)\.0+$/, "$1");
  return NOBODY.has(text.toLowerCase()) ? null : text;
}

/** Exports put a quote mark before numbers and "+", so that spreadsheets leave them alone. */
function withoutMark(text: string): string {
  return text.replace(/^'(?=[\d+])/, "");
}

function addressOf(columns: Columns, rows: readonly Row[]): JsonObject {
  const address: JsonObject = {};
  for (const field of ["street", "city", "postal_code", "state"] as const) {
    const value = columns.firstText(rows, field);
    if (value !== "") address[field === "postal_code" ? "postalCode" : field] = value;
  }
  const country = columns.firstText(rows, "country");
  if (country !== "") address["country"] = countryOf(country) ?? country;
  return address;
}
