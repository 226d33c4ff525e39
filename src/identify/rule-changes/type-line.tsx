import { ANY_TYPE, isOwnType, type IdentityRules, type TypeRule } from "../rules/contract.ts";

type Types = IdentityRules["types"];

/** The user id stands first and devices stand last; what is between may change places. */
export function isMovable(types: Types, index: number, by: 1 | -1): boolean {
  return isBetween(types[index]) && isBetween(types[index + by]);
}

function isBetween(line: TypeRule | undefined): boolean {
  if (!line) return false;
  return isOwnType(line.type) || ["email", "phone", ANY_TYPE].includes(line.type);
}

/** The types with one a place higher or lower. */
export function moved(types: Types, index: number, by: 1 | -1): Types {
  const [line, other] = [types[index], types[index + by]];
  return line && other ? types.with(index, other).with(index + by, line) : types;
}

/** The types with one of the workspace's own, before the line for all others. */
export function withOwn(types: Types, type: string): Types {
  const line: TypeRule = { type, limit: null, window: "ever", unique: true, mostCustomers: null, from: [] };
  return types.toSpliced(
    types.findIndex((one) => one.type === ANY_TYPE),
    0,
    line,
  );
}

/** The names of places of one kind that a type is read from. */
export function placesIn({ from }: TypeRule, kind: "trait" | "property"): string[] {
  return from.filter((place) => place.in === kind).map(({ name }) => name);
}

/** The same line, read from these traits and properties. */
export function readFrom(line: TypeRule, traits: readonly string[], properties: readonly string[]): TypeRule {
  return {
    ...line,
    from: [
      ...traits.map((name) => ({ in: "trait" as const, name })),
      ...properties.map((name) => ({ in: "property" as const, name })),
    ],
  };
}
