/** Segment's Profile API as far as Tenure honours it: parameters and answers. */
import { z } from "zod";

const Limit = (usual: number) => z.coerce.number().int().min(1).max(200).default(usual);
const List = z
  .string()
  .max(2000)
  .transform((text) => text.split(",").map((name) => name.trim()))
  .optional();

/** `/v1/spaces/default/collections/users/profiles/email:jane@example.com/…` */
export const ProfilePath = z.object({
  space: z.string(),
  collection: z.string(),
  identifier: z.string().max(600).describe("type:value, as user_id:42 or email:jane@example.com"),
});

/** Which traits. */
export const TraitsParams = z.object({
  limit: Limit(10),
  include: List,
  class: z
    .string()
    .optional()
    .describe(
      "audience: the segments that the customer is in. computed_trait: persona, persona_found and " +
        "persona_at_account (ids by the last run), rfm_cell, recency_class, frequency_class, " +
        "monetary_class (1 to 5) and value_tier as of now. Neither is told by an identifier that only " +
        "claims to be the customer's; given traits have no class.",
    ),
  verbose: z.enum(["true", "false"]).optional(),
  next: z.coerce.number().int().min(0).optional(),
});

/** Which identifiers. */
export const IdentifiersParams = z.object({
  limit: Limit(10),
  include: List,
  next: z.coerce.number().int().min(0).optional(),
});

/** Which events; `start` and `end` are ISO times, both inclusive. */
export const EventsParams = z.object({
  limit: Limit(10),
  start: z.iso.datetime({ offset: true }).optional(),
  end: z.iso.datetime({ offset: true }).optional(),
  sort: z.enum(["asc", "desc"]).default("desc"),
  include: List,
  exclude: List,
  next: z.string().max(300).optional(),
});

/** Where the next page is. */
export const Cursor = z.object({ url: z.string(), has_more: z.boolean(), next: z.string(), limit: z.int() });
