import { ANY_TYPE, type IdentityRules, type RuleChange, type TypeRule } from "./contract.ts";

/** What a person changed between two versions, one line each. */
export function changesBetween(before: IdentityRules, after: IdentityRules): RuleChange[] {
  return [
    ...typeChanges(before.types, after.types),
    ...priorityChanges(before.types, after.types),
    ...blockedChanges(before.blocked, after.blocked),
    ...(before.mailboxes === after.mailboxes
      ? []
      : [change("mailboxes", "", before.mailboxes, after.mailboxes)]),
    ...countryChanges(before.countries, after.countries),
  ];
}

function change(what: RuleChange["what"], about: string, before: unknown, after: unknown): RuleChange {
  return { what, about, before: told(before), after: told(after) };
}

function told(value: unknown): string {
  return value === null || value === undefined ? "" : String(value);
}

function typeChanges(before: readonly TypeRule[], after: readonly TypeRule[]): RuleChange[] {
  const old = new Map(before.map((line) => [line.type, line]));
  const now = new Map(after.map((line) => [line.type, line]));
  const names = [...new Set([...old.keys(), ...now.keys()])];
  return names.flatMap((type) => {
    // A type without a line of its own went by the line for all others.
    const [one, other] = [old.get(type) ?? old.get(ANY_TYPE), now.get(type) ?? now.get(ANY_TYPE)];
    if (!one || !other) return [];
    const added = old.has(type) ? [] : [change("added", type, "", type)];
    const removed = now.has(type) ? [] : [change("removed", type, type, "")];
    return [...added, ...removed, ...lineChanges(type, one, other)];
  });
}

function lineChanges(type: string, one: TypeRule, other: TypeRule): RuleChange[] {
  const limits = [one, other].map(({ limit, window }) => (limit === null ? "" : `${limit} ${window}`));
  const froms = [one, other].map(({ from }) => from.map((place) => `${place.in} ${place.name}`).join(", "));
  const lines = [
    change("limit", type, limits[0], limits[1]),
    change("unique", type, one.unique, other.unique),
    change("mostCustomers", type, one.mostCustomers, other.mostCustomers),
    change("from", type, froms[0], froms[1]),
  ];
  return lines.filter((line) => line.before !== line.after);
}

/** The order of the types that both have. */
function priorityChanges(before: readonly TypeRule[], after: readonly TypeRule[]): RuleChange[] {
  const [one, other] = [before, after].map((types) => types.map(({ type }) => type));
  if (!one || !other) return [];
  const left = one.filter((type) => other.includes(type)).join(", ");
  const right = other.filter((type) => one.includes(type)).join(", ");
  return left === right ? [] : [change("priority", "", left, right)];
}

function blockedChanges(before: IdentityRules["blocked"], after: IdentityRules["blocked"]): RuleChange[] {
  const kinds = (["placeholders", "offices", "relays", "repeatedDigits"] as const)
    .filter((kind) => before[kind] !== after[kind])
    .map((kind) => change("kind", kind, before[kind], after[kind]));
  const [one, other] = [before, after].map(({ values }) => values.map((own) => `${own.type} ${own.value}`));
  const gone = one?.filter((own) => !other?.includes(own)) ?? [];
  const fresh = other?.filter((own) => !one?.includes(own)) ?? [];
  return [
    ...kinds,
    ...fresh.map((own) =>
      change("blocked", own.slice(0, own.indexOf(" ")), "", own.slice(own.indexOf(" ") + 1)),
    ),
    ...gone.map((own) =>
      change("unblocked", own.slice(0, own.indexOf(" ")), own.slice(own.indexOf(" ") + 1), ""),
    ),
  ];
}

function countryChanges(before: IdentityRules["countries"], after: IdentityRules["countries"]): RuleChange[] {
  const [old, now] = [before, after].map(
    (list) => new Map(list.map(({ source, country }) => [source, country] as const)),
  );
  const sources = [...new Set([...(old?.keys() ?? []), ...(now?.keys() ?? [])])];
  return sources
    .map((source) => change("country", String(source), old?.get(source), now?.get(source)))
    .filter((line) => line.before !== line.after);
}
