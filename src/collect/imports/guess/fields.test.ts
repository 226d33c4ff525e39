import { expect, it } from "vitest";
import names from "../../../ui/locales/en/fields.json" with { type: "json" };
import { IMPORT_KINDS } from "../contract.ts";
import { fieldsOf } from "./fields.ts";

it("every field that a column may be mapped to has a name on the pages, and no name is left over", () => {
  const fields = new Set(IMPORT_KINDS.flatMap((kind) => fieldsOf(kind).map(({ name }) => name)));
  expect([...fields].toSorted()).toEqual(Object.keys(names).toSorted());
});
