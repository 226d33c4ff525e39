/** The rule language of segments: one tree of conditions on a customer. Safe in a browser. */
import { z } from "zod";
import type { Reason } from "../../core/reason.ts";
import { firstSchema, lastSchema } from "./edge-contract.ts";
import { durationSchema, isSchema, MOST_NAMES, text } from "./is-contract.ts";
import { filterSchema, hasField, matcherSchema, windowSchema } from "./matcher-contract.ts";
import { oneOf } from "./one-of.ts";
import { MOST_LEAVES, tooLarge } from "./too-large.ts";
import { totalSchema } from "./total-contract.ts";
import { type InterestIs, type Leaf, type Rule, type Step, type Times } from "./rule.ts";

export { codedIn, codeOf } from "./coded.ts";
export {
  durationSchema,
  isSchema,
  lengthOf,
  LONGEST_TEXT,
  MOST_NAMES,
  numberIsSchema,
} from "./is-contract.ts";
export type { Duration, DurationUnit, FixedIs, Is, NumberIs, Plain } from "./is-contract.ts";
export {
  EVENT_FIELDS,
  filterSchema,
  hasField,
  ITEM_FIELDS,
  KINDS,
  ORDER_FIELDS,
  WHATS,
  windowSchema,
} from "./matcher-contract.ts";
export { PERIODS } from "../../core/calendar.ts";
export type { Period } from "../../core/calendar.ts";
export type { Filter, Matcher, What, Window } from "./matcher-contract.ts";

export { itemFieldOf, ownIn, TOTAL_ITEM_FIELDS } from "./total-contract.ts";
export { TOTALS } from "./rule.ts";
export type { Leaf, OwnTimes, Rule, Step, Times, Total, TotalAs, TotalIs } from "./rule.ts";

const NO_FIELD = "conditions.no_field" satisfies Reason;
const id = z.int().min(1);
const within = windowSchema.optional();
const times = oneOf<Times>(() => ({
  at_least: z.strictObject({ at_least: z.int().min(1).max(1000) }),
  at_most: z.strictObject({ at_most: z.int().min(0).max(1000) }),
  exactly: z.strictObject({ exactly: z.int().min(0).max(1000) }),
}));
const step = oneOf<Step>(() => ({
  did: z.strictObject({ did: matcherSchema, within: durationSchema.optional() }),
  not: z.strictObject({ not: matcherSchema, within: durationSchema.optional() }),
}));
const steps = z
  .array(step)
  .min(2)
  .max(8)
  .refine(([first]) => first !== undefined && "did" in first, "conditions.begins_with_not" satisfies Reason)
  .refine(
    (all) => !all.some((one, index) => isCutShort(one, all.slice(index + 1))),
    "conditions.not_between" satisfies Reason,
  );
/** What was not done between two steps has no time of its own: the step after it bounds it. */
function isCutShort(one: Step, after: readonly Step[]): boolean {
  return "not" in one && one.within !== undefined && after.some((later) => "did" in later);
}

const percent = z.number().gt(0).max(100);
const top = oneOf<Extract<Leaf, { top: unknown }>["top"]>(() => ({
  percent: z.strictObject({ by: text, percent }),
  count: z.strictObject({ by: text, count: z.int().min(1).max(10_000_000) }),
}));
const interestIs = oneOf<InterestIs>(() => ({
  share: z.strictObject({ share: z.number().gt(0).max(1) }),
  rank: z.strictObject({ rank: z.int().min(1).max(20) }),
}));

const LEAVES = {
  did: z.strictObject({ did: matcherSchema, times: times.optional(), within }),
  total: totalSchema,
  first: firstSchema,
  last: lastSchema,
  sequence: z.strictObject({ sequence: steps, within }),
  trait: z.strictObject({ trait: text, is: isSchema }),
  consent: z.strictObject({ consent: text, is: z.enum(["granted", "refused", "unknown"]) }),
  figure: z.strictObject({ figure: text, is: isSchema }),
  interest: z.strictObject({
    interest: z.enum(["product", "category"]),
    of: z.array(text).min(1).max(MOST_NAMES),
    by: z.enum(["viewed", "bought", "any"]),
    is: interestIs,
    within,
  }),
  segment: z.strictObject({ segment: id }),
  list: z.strictObject({ list: id }),
  persona: z.strictObject({ persona: z.string().min(1).max(40) }),
  entered: z.strictObject({ entered: id, within }),
  left: z.strictObject({ left: id, within }),
  sample: z.strictObject({ sample: z.strictObject({ percent, seed: z.string().max(100) }) }),
  top: z.strictObject({ top }),
  /** `id`, or what group calls told of it: `traits.<path>`. */
  account: z
    .strictObject({ account: filterSchema })
    .refine(
      ({ account: { field } }) => field === "id" || (field.startsWith("traits.") && hasField("event", field)),
      {
        error: NO_FIELD,
        path: ["account", "field"],
      },
    ),
};

/** The key by which a leaf is told. */
export type LeafKind = keyof typeof LEAVES;

/** The keys by which leaves are told, in the order in which a key is looked for. */
export const LEAF_KINDS = Object.keys(LEAVES) as readonly LeafKind[];

const nested: z.ZodType<Rule, Rule> = oneOf<Rule>(() => ({
  all: z.strictObject({ all: z.array(nested).min(1).max(MOST_LEAVES) }),
  any: z.strictObject({ any: z.array(nested).min(1).max(MOST_LEAVES) }),
  not: z.strictObject({ not: nested }),
  ...LEAVES,
}));

/** A rule as it is kept and sent; refusals name the place in it. */
export const ruleSchema: z.ZodType<Rule, Rule> = z
  .unknown()
  .superRefine((given, context) => {
    const reason = tooLarge(given);
    if (reason !== null) context.addIssue({ code: "custom", message: reason });
  })
  .pipe(nested) as unknown as z.ZodType<Rule, Rule>;

/** A condition with its place in the rule: keys and indices from the top. */
export type PlacedLeaf = { readonly path: readonly (string | number)[]; readonly leaf: Leaf };

/** All conditions of a rule with their places, in reading order. */
export function leavesOf(rule: Rule, path: readonly (string | number)[] = []): PlacedLeaf[] {
  const within = (key: string, rules: readonly Rule[]) =>
    rules.flatMap((part, index) => leavesOf(part, [...path, key, index]));
  if ("all" in rule) return within("all", rule.all);
  if ("any" in rule) return within("any", rule.any);
  if ("not" in rule) return leavesOf(rule.not, [...path, "not"]);
  return [{ path, leaf: rule }];
}

/** Which kind of condition it is. */
export function kindOf(leaf: Leaf): LeafKind {
  const kind = LEAF_KINDS.find((name) => Object.hasOwn(leaf, name));
  if (kind === undefined) throw new TypeError("not a condition");
  return kind;
}
