import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parse } from "csv-parse/sync";
import type { Field, FieldKind, Values } from "../src/identify/matching/index.ts";

/** Real or published records whose customers are known. */
export type KnownFile = {
  readonly name: string;
  readonly path: string;
  readonly fields: readonly Field[];
  /** The column that names the customer, and what of it does. */
  readonly truth: { readonly column: string; readonly name: (value: string) => string };
};

const fields = (kinds: Readonly<Record<string, FieldKind>>): Field[] =>
  Object.entries(kinds).map(([name, kind]) => ({ name, kind }));

const plain = (value: string): string => value;

/** The files that matching is judged by. */
export const FILES = {
  fake1000: {
    name: "fake_1000",
    path: "splink/fake_1000.csv",
    fields: fields({ first_name: "given", surname: "family", dob: "date", city: "place", email: "email" }),
    truth: { column: "cluster", name: plain },
  },
  febrl3: {
    name: "FEBRL3",
    path: "febrl/dataset3.csv",
    fields: fields({
      ...{ given_name: "given", surname: "family", street_number: "code", address_1: "address" },
      ...{
        address_2: "address",
        suburb: "place",
        postcode: "code",
        date_of_birth: "date",
        soc_sec_id: "code",
      },
    }),
    truth: { column: "rec_id", name: (value) => value.split("-")[1] ?? "" },
  },
  dedupe: {
    name: "dedupe_csv",
    path: "dedupe_csv/csv_example_input_with_true_ids.csv",
    fields: fields({ "Site name": "company", Address: "address", Zip: "code", Phone: "phone" }),
    truth: { column: "True Id", name: plain },
  },
} satisfies Record<string, KnownFile>;

const whereIs = ({ path }: KnownFile): string =>
  fileURLToPath(new URL(`../../shared/data/${path}`, import.meta.url));

/** Whether the file lies beside the project. */
export function isHere(file: KnownFile): boolean {
  return existsSync(whereIs(file));
}

/** Its records, and the customer of each. */
export function readKnown(file: KnownFile): { values: Values[]; truth: string[] } {
  const rows = parse<Record<string, string>>(readFileSync(whereIs(file)), {
    ...{ columns: true, trim: true, bom: true, relax_quotes: true },
  });
  return {
    values: rows.map((row) => file.fields.map(({ name }) => row[name] ?? null)),
    truth: rows.map((row) => file.truth.name(row[file.truth.column] ?? "")),
  };
}
