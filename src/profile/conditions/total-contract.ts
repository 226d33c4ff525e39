/** What is reckoned of rows, and how that compares. Safe in a browser. */
import { z } from "zod";
import type { Reason } from "../../core/reason.ts";
import { numberIsSchema, numberSchema, text } from "./is-contract.ts";
import { hasField, ITEM_FIELDS, matcherSchema, windowSchema, type What } from "./matcher-contract.ts";
import { chosen, oneOf } from "./one-of.ts";
import { TOTALS, type OwnTimes, type Total, type TotalAs, type TotalIs } from "./rule.ts";

const OF_ITEMS = "items.";

/** Fields of the items of rows, as totals name them. */
export const TOTAL_ITEM_FIELDS: readonly string[] = ITEM_FIELDS.map((field) => `${OF_ITEMS}${field}`);

/** The field of items that a total is of; null: it is of rows. */
export function itemFieldOf(of: string): string | null {
  return of.startsWith(OF_ITEMS) ? of.slice(OF_ITEMS.length) : null;
}

/** Items of a row have no order: there is no last one. */
function isReckonable(what: What, of: string, as: TotalAs | undefined): boolean {
  return itemFieldOf(of) === null ? hasField(what, of) : TOTAL_ITEM_FIELDS.includes(of) && as !== "last";
}

const as = z.enum(TOTALS);
const within = windowSchema.optional();
const ownTimes: z.ZodType<OwnTimes, OwnTimes> = z.strictObject({
  times: z.number().gt(0).max(1_000_000),
  own: z.strictObject({ as: as.optional(), within }),
});
/** A number, or so many times one of the customer's own. */
const level = chosen<number | OwnTimes>((given) =>
  typeof given === "object" && given !== null ? ownTimes : numberSchema,
);

/** How a total compares. */
const totalIs = oneOf<TotalIs>(() => ({
  at_least: z.strictObject({ at_least: level }),
  at_most: z.strictObject({ at_most: level }),
  above: z.strictObject({ above: level }),
  below: z.strictObject({ below: level }),
  between: numberIsSchema,
}));

/** What a comparison holds a total against, of the customer's own; null: a number. */
export function ownIn(is: TotalIs): OwnTimes | null {
  const [held] = Object.values(is) as unknown[];
  return typeof held === "object" && held !== null && "own" in held ? (held as OwnTimes) : null;
}

/** A condition on a total. */
export const totalSchema = z
  .strictObject({ total: matcherSchema, of: text, as, is: totalIs, within })
  .refine(
    (leaf: Total) =>
      isReckonable(leaf.total.what, leaf.of, leaf.as) &&
      isReckonable(leaf.total.what, leaf.of, ownIn(leaf.is)?.own.as),
    { error: "conditions.no_field" satisfies Reason, path: ["of"] },
  );
