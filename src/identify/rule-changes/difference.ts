import { compileRules, isDevice, type IdentityRules, type Limit, type Rules } from "../rules/index.ts";

/** What a change of rules may touch of what is stored, by which its profiles are found. */
export type Difference = {
  /** Types of which a profile may have fewer than before. */
  readonly over: readonly { type: string; most: number }[];
  /** Types whose values may be on fewer or more customers, or name one or not. */
  readonly counted: readonly { type: string; above: number }[];
  /** Why evidence was refused that may hold now. */
  readonly lifted: readonly ("limit" | "user_id_limit" | "ranked_below" | "blocked")[];
  /** Whether mailboxes count now and did not, or did and don't. */
  readonly mailboxes: "on" | "off" | null;
  /** Values that are blocked now and were not. */
  readonly values: IdentityRules["blocked"]["values"];
  /** Kinds of values that are blocked now and were not. */
  readonly kinds: Readonly<Record<"placeholders" | "offices" | "relays" | "repeatedDigits", boolean>>;
};

type Values = IdentityRules["blocked"]["values"];

/**
 * What a change touches of what is stored, by the types that there are. Priority, places to read from
 * and countries decide about events from now on: they touch nothing.
 */
export function differenceOf(
  before: IdentityRules,
  after: IdentityRules,
  types: readonly string[],
): Difference {
  const [old, now] = [compileRules(before), compileRules(after)];
  const limits = types.map((type) => ({ type, old: old.limitOf(type), now: now.limitOf(type) }));
  const isLifted = limits.some((limit) => limit.old && !isAtLeast(limit.old, limit.now));
  return {
    over: limits.flatMap(({ type, old: one, now: other }) =>
      other && !isAtLeast(other, one) ? [{ type, most: other.most }] : [],
    ),
    counted: types.flatMap((type) => countedIn(type, old, now)),
    lifted: [
      ...(isLifted ? (["limit", "user_id_limit", "ranked_below"] as const) : []),
      ...(isUnblocked(before.blocked, after.blocked) || (after.mailboxes && !before.mailboxes)
        ? (["blocked"] as const)
        : []),
    ],
    mailboxes: before.mailboxes === after.mailboxes ? null : after.mailboxes ? "on" : "off",
    values: missingIn(before.blocked.values, after.blocked.values),
    kinds: {
      placeholders: after.blocked.placeholders && !before.blocked.placeholders,
      offices: after.blocked.offices && !before.blocked.offices,
      relays: after.blocked.relays && !before.blocked.relays,
      repeatedDigits: after.blocked.repeatedDigits && !before.blocked.repeatedDigits,
    },
  };
}

/** Whether a limit allows at least what another does, however the identifiers lie in time. */
function isAtLeast(one: Limit, other: Limit | null): boolean {
  return other !== null && one.most >= other.most && one.span <= other.span;
}

function countedIn(type: string, old: Rules, now: Rules): { type: string; above: number }[] {
  if (isDevice(type)) return [];
  const [one, other] = [old.mostCustomersOf(type), now.mostCustomersOf(type)];
  const isSame = one === other && old.isUnique(type) === now.isUnique(type);
  if (isSame) return [];
  // What was never counted, or names nobody any more, is looked at whole.
  const all = one === null || old.isUnique(type) !== now.isUnique(type);
  return [{ type, above: all ? -1 : Math.min(one, other ?? Infinity) }];
}

function isUnblocked(before: IdentityRules["blocked"], after: IdentityRules["blocked"]): boolean {
  const kinds = ["placeholders", "offices", "relays", "repeatedDigits"] as const;
  if (kinds.some((kind) => before[kind] && !after[kind])) return true;
  return missingIn(after.values, before.values).length > 0;
}

function missingIn(values: Values, among: Values): Values {
  return among.filter(({ type, value }) => !values.some((own) => own.type === type && own.value === value));
}
