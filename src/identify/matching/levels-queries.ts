import { bound, join, sql, type Sql } from "../../core/sql.ts";
import type { Field } from "./field.ts";
import { LEVELS, otherName, type Test } from "./levels.ts";

/** A column of the table of records, of the left or the right record of a pair. */
export function column(side: "l" | "r", name: "text" | "sound" | "often", field: number): Sql {
  const found = bound("Identifier", `${name}_${field}`);
  return side === "l" ? sql`l.${found}` : sql`r.${found}`;
}

/**
 * The level of a pair in one field: 0 where a value is missing, 1 the best of {@link LEVELS}, and
 * one past the last for "different". Texts are in plain letters, so that bytes are letters.
 */
export function levelOf(fields: readonly Field[], index: number): Sql {
  const field = fields[index];
  if (field === undefined) throw new Error(`there is no field ${index}`);
  const [left, right] = [column("l", "text", index), column("r", "text", index)];
  const other = otherName(fields, index);
  const cases = LEVELS[field.kind].map(
    ({ test }, rank) => sql`${holds(test, index, other)}, ${bound("UInt8", rank + 1)}`,
  );
  const different = bound("UInt8", LEVELS[field.kind].length + 1);
  return sql`multiIf(${left} = '' OR ${right} = '', 0, ${join(cases)}, ${different})`;
}

function holds(test: Test, index: number, other: number | null): Sql {
  const [left, right] = [column("l", "text", index), column("r", "text", index)];
  const [leftSound, rightSound] = [column("l", "sound", index), column("r", "sound", index)];
  if (test.type === "equal") return sql`${left} = ${right}`;
  if (test.type === "sound") return sql`length(${leftSound}) > 1 AND ${leftSound} = ${rightSound}`;
  if (test.type === "swapped") return swapped(left, right, other);
  if (test.type === "beginning") {
    return sql`least(length(${left}), length(${right})) > 1 AND (startsWith(${left}, ${right}) OR startsWith(${right}, ${left}))`;
  }
  if (test.type === "edits") {
    return sql`levenshteinDistance(${left}, ${right}) <= ${test.atMost}`;
  }
  if (test.type === "soundEdits") {
    return sql`levenshteinDistance(${leftSound}, ${rightSound}) <= ${test.atMost}`;
  }
  if (test.type === "similar") return sql`jaroWinklerSimilarity(${left}, ${right}) >= ${test.atLeast}`;
  if (test.type === "words") {
    return sql`arrayJaccardIndex(splitByChar(' ', ${left}), splitByChar(' ', ${right})) >= ${test.atLeast}`;
  }
  if (test.type === "sameNumber")
    return sql`match(${left}, '^[0-9]') AND splitByChar(' ', ${left})[1] = splitByChar(' ', ${right})[1]`;
  return dateHolds(test, left, right);
}

/** Never true where there is no other name; a name that is missing is not the other one. */
function swapped(left: Sql, right: Sql, other: number | null): Sql {
  if (other === null) return sql`false`;
  return sql`${left} = ${column("r", "text", other)} OR ${right} = ${column("l", "text", other)}`;
}

function dateHolds(test: Test, left: Sql, right: Sql): Sql {
  if (test.type === "dayAndMonth") {
    return sql`${left} = concat(substring(${right}, 1, 4), substring(${right}, 7, 2), substring(${right}, 5, 2))`;
  }
  const days = sql`abs(dateDiff('day', toDate32OrZero(${left}), toDate32OrZero(${right})))`;
  return test.type === "days" ? sql`${days} <= ${test.atMost}` : sql`false`;
}
