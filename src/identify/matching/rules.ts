import type { Field, FieldKind } from "./field.ts";

/** The part of a field that two records of one block share. */
export type Part = "text" | "sound" | "start" | "year";

/** A blocking rule: records that share all its keys are compared. `anyOrder`: the two keys may be swapped. */
export type Rule = {
  readonly name: string;
  readonly keys: readonly { readonly field: number; readonly part: Part }[];
  readonly anyOrder?: true;
  /** Pairs of such a rule are one customer, nearly always: what the prior is reckoned from. */
  readonly sure?: true;
};

type Key = readonly [FieldKind, Part];

const text = (kind: FieldKind): Key => [kind, "text"];
const sound = (kind: FieldKind): Key => [kind, "sound"];
const start = (kind: FieldKind): Key => [kind, "start"];
const year = (kind: FieldKind): Key => [kind, "year"];

/** The rules that are sure, each of which alone finds many of the pairs. */
const SURE: readonly (readonly Key[])[] = [
  [text("email")],
  [text("given"), text("family"), text("date")],
  [text("name"), text("date")],
  [text("given"), text("family"), text("phone")],
  [text("name"), text("phone")],
  [text("company"), text("phone")],
  [text("company"), text("address")],
  [text("given"), text("family"), text("address")],
];

/** Rules that find what is misspelt or missing elsewhere. Too large a block of any is left out. */
const WIDE: readonly (readonly Key[])[] = [
  ...[[sound("email")], [text("phone")], [text("code")], [text("date")], [text("address")]],
  ...[[text("company")], [text("name")], [text("given")], [text("family")]],
  ...[[sound("phone")], [sound("address")], [sound("company")], [sound("name")]],
  [sound("given"), sound("family")],
  [start("given"), year("date")],
  [start("family"), year("date")],
  [sound("given"), sound("date")],
  [sound("family"), sound("date")],
  [sound("given"), sound("place")],
  [sound("family"), sound("place")],
  [start("given"), sound("code")],
  [start("family"), sound("code")],
  [sound("place"), year("date")],
  [start("company"), text("code")],
  [start("company"), start("address")],
  [start("address"), text("code")],
];

/** A pair notes each rule that brought it as a bit of 64. */
const MOST_RULES = 64;

/** The blocking rules of records with these fields; a rule of a kind that several fields have is made for each. At most 64, the surest first. */
export function rulesFor(fields: readonly Field[]): Rule[] {
  const made = [
    ...SURE.flatMap((keys) => combinations(fields, keys).map((rule): Rule => ({ ...rule, sure: true }))),
    ...WIDE.flatMap((keys) => combinations(fields, keys)),
    ...swappedNames(fields),
  ];
  const seen = new Set<string>();
  return made.filter(({ name }) => !seen.has(name) && seen.add(name)).slice(0, MOST_RULES);
}

function combinations(fields: readonly Field[], keys: readonly Key[]): Rule[] {
  let made: Rule[] = [{ name: "", keys: [] }];
  for (const [kind, part] of keys) {
    const fitting = fields.flatMap((field, index) => (field.kind === kind ? [{ field, index }] : []));
    made = made.flatMap((rule) =>
      fitting.map(({ field, index }) => ({
        name: [...(rule.name === "" ? [] : [rule.name]), `${field.name} ${part}`].join(" + "),
        keys: [...rule.keys, { field: index, part }],
      })),
    );
  }
  return made;
}

function swappedNames(fields: readonly Field[]): Rule[] {
  const given = fields.findIndex(({ kind }) => kind === "given");
  const family = fields.findIndex(({ kind }) => kind === "family");
  if (given < 0 || family < 0) return [];
  const keys = [given, family].map((field) => ({ field, part: "sound" as const }));
  return [{ name: "both names in any order", keys, anyOrder: true }];
}
