import type { Trust } from "../../core/event.ts";
import type { HandleId } from "../../core/ids.ts";
import { isJsonObject, type Json } from "../../core/json.ts";
import type { RecordField } from "../../core/records-port.ts";

/** The traits that say where or when somebody lives or was born, under the names that tools give them. */
const PLAIN = {
  birthday: ["birthday", "birthDate", "birth_date", "dateOfBirth", "date_of_birth", "dob"],
  street: ["street", "address_line1", "addressLine1"],
  city: ["city", "town"],
  postal_code: ["postalCode", "postal_code", "postcode", "zip", "zipCode", "zip_code"],
} as const satisfies Partial<Record<RecordField, readonly string[]>>;

const GIVEN = ["firstName", "first_name", "given_name", "givenName"];
const FAMILY = ["lastName", "last_name", "family_name", "familyName", "surname"];

/** All traits that {@link comparable} reads. */
export const COMPARED_TRAITS: readonly string[] = [
  ...GIVEN,
  ...FAMILY,
  ...Object.values(PLAIN).flat(),
  ...["name", "address", "company"],
];

/** The handles of which a trusted source said something that customers are compared by. */
export function comparedHandles(
  said: readonly { readonly handle_id: HandleId; readonly name: string; readonly trust: Trust }[],
): HandleId[] {
  return said.flatMap(({ handle_id: id, name, trust }) =>
    trust === "trusted" && COMPARED.has(name) ? id : [],
  );
}

const COMPARED: ReadonlySet<string> = new Set([...COMPARED_TRAITS, "email", "phone"]);

type Values = Partial<Record<RecordField, string>>;

/** The values by which a customer with these traits is compared with others; e-mail and phone apart. */
export function comparable(traits: ReadonlyMap<string, Json>): Values {
  const first = (names: readonly string[]) => names.map((name) => text(traits.get(name))).find(Boolean) ?? "";
  const plain = Object.entries(PLAIN).map(([field, names]) => [field, first(names)]);
  const company = traits.get("company");
  return {
    ...filled(Object.fromEntries(plain)),
    ...filled(addressOf(traits.get("address"))),
    ...filled({ company: text(isJsonObject(company) ? company["name"] : company) }),
    ...nameOf(first(GIVEN), first(FAMILY), text(traits.get("name"))),
  };
}

/** The parts of a name that is told whole: the last word is the family's, or what stands before a comma. */
function nameOf(given: string, family: string, whole: string): Values {
  if (given !== "" || family !== "" || whole === "") return filled({ given, family });
  const [before = "", after] = whole.split(",", 2);
  if (after !== undefined) return filled({ given: after.trim(), family: before.trim() });
  const words = whole.split(/\s+/);
  return filled({
    given: words.slice(0, -1).join(" ") || whole,
    family: words.length > 1 ? (words.at(-1) ?? "") : "",
  });
}

/** Segment's address: an object, or all in one text. */
function addressOf(address: Json | undefined): Values {
  if (!isJsonObject(address)) return { street: text(address) };
  const first = (names: readonly string[]) => names.map((name) => text(address[name])).find(Boolean) ?? "";
  return {
    street: first(PLAIN.street),
    city: first(PLAIN.city),
    postal_code: first(PLAIN.postal_code),
  };
}

function filled(values: Values): Values {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ""));
}

function text(value: Json | undefined): string {
  if (typeof value === "number") return String(value);
  return typeof value === "string" ? value.trim() : "";
}
