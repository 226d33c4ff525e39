import { bound, join, sql, type Sql } from "../../core/sql.ts";
import type { Field, FieldKind } from "./field.ts";
import { byRarity, levelCount, LEVELS, otherName, type Test } from "./levels.ts";
import { priorWeight, weightOf } from "./model.ts";
import { type Run, SLOW, table } from "./run-store.ts";
import type { Model } from "./train.ts";

/**
 * What a value can be told apart by without its letters: `hash` and `tone` number its text and its
 * sound (0: none), `bag` and `tonebag` have a bit for each letter that occurs, and more for one
 * that occurs again; `shape` is its length and first letter; `day` a date's number.
 */
type Part = "hash" | "tone" | "bag" | "tonebag" | "shape" | "day" | "often";

/** Kinds that are mostly digits, of which a bag tells six of each apart; of letters two. */
const DIGITS: ReadonlySet<FieldKind> = new Set(["phone", "date", "code"]);

/** The parts that a kind's tests ask for. */
function partsOf(kind: FieldKind): Part[] {
  const types = new Set(LEVELS[kind].map(({ test }) => test.type));
  const has = (...wanted: Test["type"][]) => wanted.some((type) => types.has(type));
  return [
    "hash",
    ...(has("sound") ? (["tone"] as const) : []),
    ...(has("edits", "similar", "beginning", "dayAndMonth") ? (["bag"] as const) : []),
    ...(has("soundEdits") ? (["tonebag"] as const) : []),
    ...(has("similar", "beginning") ? (["shape"] as const) : []),
    ...(has("days") ? (["day"] as const) : []),
    ...(byRarity(kind) ? (["often"] as const) : []),
  ];
}

/** All parts of a record's sketch, in their order. */
function layout(fields: readonly Field[]): { readonly part: Part; readonly field: number }[] {
  return fields.flatMap(({ kind }, field) => partsOf(kind).map((part) => ({ part, field })));
}

/** A part of the sketch of the left or the right record. */
function partOf(run: Run, side: "l" | "r", wanted: Part, field: number): Sql {
  const place = layout(run.fields).findIndex((of) => of.part === wanted && of.field === field) + 1;
  return side === "l" ? sql`l.sketch[${place}]` : sql`r.sketch[${place}]`;
}

/** Sketches all records. One list a record, since pairs fetch them from all over the table. */
export async function putSketches(run: Run): Promise<void> {
  const parts = layout(run.fields).map(
    ({ part, field }) => sql`toUInt64(${drawn(part, run.fields[field]?.kind ?? "code", field)})`,
  );
  await run.facts.command(
    sql`INSERT INTO ${table(run, "sketch")} SELECT id, [${join(parts)}] FROM ${table(run, "record")}`,
    SLOW,
  );
}

function drawn(part: Part, kind: FieldKind, field: number): Sql {
  const text = sql`${bound("Identifier", `text_${field}`)}`;
  const sound = sql`${bound("Identifier", `sound_${field}`)}`;
  if (part === "hash") return sql`if(${text} = '', 0, cityHash64(${text}))`;
  if (part === "tone") return sql`if(length(${sound}) > 1, cityHash64(${sound}), 0)`;
  if (part === "bag") return bagOf(text, DIGITS.has(kind));
  if (part === "tonebag") return bagOf(sound, false);
  if (part === "often") return sql`${bound("Identifier", `often_${field}`)}`;
  // Counted from 1900, before which the engine knows no days.
  if (part === "day") return sql`toInt32(toDate32OrZero(${text})) + 25567`;
  return sql`length(${text}) * 256 + toUInt8(ascii(${text}))`;
}

/** Putting a letter in or taking one out changes one bit at most. */
function bagOf(text: Sql, digits: boolean): Sql {
  const place = digits
    ? sql`(toUInt8(ascii(letter)) % 10) * 6 + least(time, 6) - 1`
    : sql`if(letter BETWEEN 'a' AND 'z', (toUInt8(ascii(letter)) - 97) * 2 + least(time, 2) - 1, 52 + toUInt8(ascii(letter)) % 12)`;
  return sql`arrayReduce('groupBitOr', arrayMap((letter, time) -> bitShiftLeft(toUInt64(1), ${place}),
    splitByString('', ${text}), arrayEnumerateUniq(splitByString('', ${text}))))`;
}

/** The most that a pair of sketches can weigh: no less than the pair of records does. */
export function mostWeight(run: Run, model: Model, filled: Sql): Sql {
  const parts = run.fields.map(({ kind }, field) => {
    const weights = Array.from({ length: levelCount(kind) }, (_, level) => weightOf(model, field, level + 1));
    const cases = LEVELS[kind].map(({ test }, level) => {
      const { might, sure } = mightHold(run, test, field);
      // What is not sure may come out as any level below.
      const most = sure ? (weights[level] ?? 0) : Math.max(...weights.slice(level));
      const rarity = sql`${bound("Float64", Math.log2(model.m[field]?.[0] ?? 1))} - log2(${partOf(run, "l", "often", field)} / ${filled}[${field + 1}])`;
      return sql`${might}, ${level === 0 && byRarity(kind) ? rarity : sql`${bound("Float64", most)}`}`;
    });
    const missing = sql`${partOf(run, "l", "hash", field)} = 0 OR ${partOf(run, "r", "hash", field)} = 0`;
    return sql`multiIf(${missing}, 0, ${join(cases)}, ${bound("Float64", weights.at(-1) ?? 0)})`;
  });
  return sql`${bound("Float64", priorWeight(model.prior))} + ${join(parts, " + ")}`;
}

/** A condition without which a test doesn't hold; `sure`: with it, it does. */
function mightHold(run: Run, test: Test, field: number): { might: Sql; sure: boolean } {
  const same = (part: Part) => sql`${partOf(run, "l", part, field)} = ${partOf(run, "r", part, field)}`;
  const apart = sql`bitCount(bitXor(${partOf(run, "l", "bag", field)}, ${partOf(run, "r", "bag", field)}))`;
  if (test.type === "equal") return { might: same("hash"), sure: true };
  if (test.type === "sound") {
    return { might: sql`(${partOf(run, "l", "tone", field)} != 0 AND ${same("tone")})`, sure: true };
  }
  if (test.type === "swapped") return { might: swapped(run, field), sure: true };
  if (test.type === "edits") return { might: sql`${apart} <= ${2 * test.atMost}`, sure: false };
  if (test.type === "soundEdits") {
    const soundsApart = sql`bitCount(bitXor(${partOf(run, "l", "tonebag", field)}, ${partOf(run, "r", "tonebag", field)}))`;
    return { might: sql`${soundsApart} <= ${2 * test.atMost}`, sure: false };
  }
  if (test.type === "days") {
    return {
      might: sql`abs(${partOf(run, "l", "day", field)} - ${partOf(run, "r", "day", field)}) <= ${test.atMost}`,
      sure: true,
    };
  }
  if (test.type === "dayAndMonth") return { might: sql`${apart} = 0`, sure: false };
  const [left, right] = [partOf(run, "l", "shape", field), partOf(run, "r", "shape", field)];
  const sameFirst = sql`${left} % 256 = ${right} % 256`;
  const [long, wide] = [sql`intDiv(${left}, 256)`, sql`intDiv(${right}, 256)`];
  if (test.type === "beginning") {
    return { might: sql`(${sameFirst} AND ${apart} <= abs(${long} - ${wide}))`, sure: false };
  }
  if (test.type === "similar") {
    // Jaro's likeness of c letters in common is (c / long + c / wide + 1) / 3 at most, and Winkler
    // raises none that is not above 0.7 by letters that they don't both begin with.
    const least = (jaro: number) => bound("Float64", 2 * (3 * jaro - 1) - 1e-6);
    const wanted = sql`if(${sameFirst}, ${least(0.7)}, ${least(test.atLeast)})`;
    return {
      might: sql`(${long} + ${wide} - ${apart}) * (${long} + ${wide}) >= ${wanted} * ${long} * ${wide}`,
      sure: false,
    };
  }
  return { might: sql`true`, sure: false };
}

function swapped(run: Run, field: number): Sql {
  const other = otherName(run.fields, field);
  if (other === null) return sql`false`;
  return sql`(${partOf(run, "l", "hash", field)} = ${partOf(run, "r", "hash", other)} OR ${partOf(run, "r", "hash", field)} = ${partOf(run, "l", "hash", other)})`;
}
