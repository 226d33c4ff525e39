/** What the first or last row is like. Safe in a browser. */
import { z } from "zod";
import type { Reason } from "../../core/reason.ts";
import { filterSchema, hasField, ITEM_FIELDS, matcherSchema, windowSchema } from "./matcher-contract.ts";
import type { Filter, Matcher } from "./matcher-contract.ts";

const filters = z.array(filterSchema).min(1).max(20).optional();
const LIKE = { where: filters, item: filters, within: windowSchema.optional() };

type Like = { readonly where?: readonly Filter[] | undefined; readonly item?: readonly Filter[] | undefined };

/** The row must be like something, and have the fields. */
function check({ what }: Matcher, { where, item }: Like, context: z.RefinementCtx): void {
  const refuse = (reason: Reason, ...path: (string | number)[]) =>
    context.addIssue({ code: "custom", message: reason, path });
  if (!where && !item) refuse("conditions.no_filter", "where");
  for (const [index, { field }] of (where ?? []).entries())
    if (!hasField(what, field)) refuse("conditions.no_field", "where", index, "field");
  for (const [index, { field }] of (item ?? []).entries())
    if (!ITEM_FIELDS.includes(field)) refuse("conditions.no_field", "item", index, "field");
}

/** The first row. */
export const firstSchema = z
  .strictObject({ first: matcherSchema, ...LIKE })
  .superRefine((leaf, context) => check(leaf.first, leaf, context));

/** The last row. */
export const lastSchema = z
  .strictObject({ last: matcherSchema, ...LIKE })
  .superRefine((leaf, context) => check(leaf.last, leaf, context));
