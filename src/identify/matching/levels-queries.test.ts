import { beforeAll, expect, test } from "vitest";
import { testFacts } from "../../../test/kit/facts.ts";
import type { Facts } from "../../core/facts.ts";
import { bound, join, sql } from "../../core/sql.ts";
import { type Field, type FieldKind, foldValue } from "./field.ts";
import { levelOf } from "./levels-queries.ts";
import { LEVELS } from "./levels.ts";

let facts: Facts;
beforeAll(async () => {
  facts = await testFacts();
});

/** The name of the level of the first field, in two records as they were given. */
async function level(
  fields: readonly Field[],
  left: readonly string[],
  right: readonly string[],
): Promise<string> {
  const side = (values: readonly string[]) =>
    join(
      fields.flatMap(({ kind }, index) => {
        const { text, sound } = foldValue(kind, values[index] ?? "", "TR");
        const name = (of: string) => bound("Identifier", `${of}_${index}`);
        return [sql`${text} AS ${name("text")}`, sql`${sound} AS ${name("sound")}`];
      }),
    );
  const [row] = await facts.query<{ level: number }>(
    sql`SELECT ${levelOf(fields, 0)} AS level FROM (SELECT ${side(left)}) AS l CROSS JOIN (SELECT ${side(right)}) AS r`,
  );
  const found = row?.level ?? -1;
  if (found === 0) return "missing";
  return LEVELS[fields[0]?.kind ?? "code"][found - 1]?.name ?? "different";
}

test.each<[FieldKind, string, string, string]>([
  ["given", "Ayşe", "AYSE", "equal"],
  ["given", "Mohammed", "محمد", "sound alike"],
  ["given", "Robert", "Rboert", "sound alike"],
  ["given", "Daniel", "Danixel", "1 edit"],
  ["given", "Rob", "Robert", "one begins the other"],
  ["given", "Jonathan", "Jonatxun", "Jaro–Winkler 0.88"],
  ["given", "Ada", "Grace", "different"],
  ["given", "Ada", "", "missing"],
  ["name", "Öztürk, Ayşe", "Ayse Ozturk", "equal"],
  ["email", "Ada@Example.com", "ada@example.com", "equal"],
  ["email", "ada.byron@example.com", "ada.byron@exmaple.com", "3 edits"],
  ["email", "ada.byron+shop@example.com", "adabyron@another-host.org", "same before the @"],
  ["email", "ada.byron@example.com", "adda.byron@another-host.org", "nearly the same before the @"],
  ["email", "no address", "ada@example.com", "missing"],
  ["phone", "0532 123 45 67", "+90 532 123 4567", "equal"],
  ["phone", "+49 532 123 4567", "+90 212 123 4567", "last seven digits"],
  ["date", "1971-06-24", "19710624", "equal"],
  ["date", "1971-06-24", "1971-05-24", "1 edit"],
  ["date", "1971-06-24", "1971-06-42", "2 edits"],
  ["date", "1971-03-12", "1971-12-03", "day and month swapped"],
  ["date", "1971-01-31", "1971-02-09", "within a month"],
  ["date", "1971-06-24", "1972-07-13", "within a year and a month"],
  ["date", "1971-06-24", "1980-01-13", "within eleven years"],
  ["date", "1971-06-24", "2008-11-13", "different"],
  ["address", "12 North Main Street", "12 N. Main St.", "equal"],
  ["address", "3401 W. McLean Ave.", "3401 McLean Street, Flat 12 B", "same number and street"],
  ["company", "Güneş Tekstil Ltd. Şti.", "GUNES TEKSTIL", "equal"],
  ["company", "Miller Sons", "Sons, Miller", "sound alike"],
  ["place", "İstanbul", "istanbull", "2 edits"],
  ["code", "AB-123 4", "ab1234", "equal"],
  ["code", "AB-1234", "AB-123", "1 edit"],
  ["code", "AB-1234", "AB-1243", "2 edits"],
])("%s: %s and %s are %s", async (kind, left, right, expected) => {
  const fields = [{ name: "it", kind }];
  expect(await level(fields, [left], [right])).toBe(expected);
  expect(await level(fields, [right], [left])).toBe(expected);
});

test("a given name in the place of the family name is swapped, unless it is missing there", async () => {
  const names: Field[] = [
    { name: "given", kind: "given" },
    { name: "family", kind: "family" },
  ];
  expect(await level(names, ["Isla", "Hall"], ["Hall", "Isla"])).toBe("given and family name swapped");
  expect(await level(names, ["Isla", ""], ["Hall", "Isla"])).toBe("given and family name swapped");
  expect(await level(names, ["Isla", ""], ["Hall", ""])).toBe("different");
});
