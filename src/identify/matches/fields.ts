import { RECORD_FIELDS, type ProfileRecord, type RecordField } from "../../core/records-port.ts";
import type { Field, FieldKind, Values } from "../matching/index.ts";

const KINDS: Readonly<Record<RecordField, FieldKind>> = {
  given: "given",
  family: "family",
  birthday: "date",
  email: "email",
  phone: "phone",
  street: "address",
  city: "place",
  postal_code: "code",
  company: "company",
};

/** The fields that profiles are compared by. */
export const FIELDS: readonly (Field & { readonly name: RecordField })[] = RECORD_FIELDS.map((name) => ({
  name,
  kind: KINDS[name],
}));

/** Pairs below this chance are not kept, wherever the thresholds lie. */
export const LEAST_CHANCE = 0.1;

/** A profile's values in the order of {@link FIELDS}. */
export function valuesOf({ values }: ProfileRecord): Values {
  return FIELDS.map(({ name }) => values[name] ?? null);
}
