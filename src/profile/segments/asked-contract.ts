/** What the pages of segments ask. Times are ISO in UTC; customers are `p_…`. */
import { z } from "zod";
import { ruleSchema } from "../conditions/contract.ts";
import { Folder, Name, Tags } from "./name-contract.ts";

const Description = z.string().trim().max(1000);
const Why = z.string().trim().max(500).describe("Why; kept with the version.");

/** Which segments. */
export const SegmentsQuestion = z.object({
  q: z.string().trim().max(200).optional().describe("In the name, the description or a tag."),
  folder: z.string().max(120).optional(),
  tag: z.string().max(40).optional(),
  persona: z.string().max(40).optional().describe("Whose rule names the persona of the id."),
  show: z.enum(["active", "archived", "deleted"]).default("active"),
  limit: z.coerce.number().int().min(1).max(500).default(200),
  offset: z.coerce.number().int().min(0).max(100_000).default(0),
});

/** Which segments. */
export type SegmentsQuestion = z.infer<typeof SegmentsQuestion>;

/** A segment's number in a path. */
export const SegmentParams = z.object({ id: z.coerce.number().int().min(1).max(2_147_483_647) });

const AcceptCost = z
  .boolean()
  .default(false)
  .describe("Save it although it costs more than it should; see cost.heavy of the preview.");

/** A new segment: with a rule, or without one a list to be filled by hand. */
export const CreateSegmentBody = z.object({
  name: Name,
  description: Description.default(""),
  folder: Folder.default(""),
  tags: Tags.default([]),
  rule: ruleSchema.nullable(),
  why: Why.default(""),
  acceptCost: AcceptCost,
});

/** A new segment. */
export type CreateSegmentBody = z.infer<typeof CreateSegmentBody>;

/** What is to be otherwise; what is left out stays. */
export const ChangeSegmentBody = z.object({
  version: z.int().describe("The version that the change began with, so that nobody else's is lost."),
  name: Name.optional(),
  description: Description.optional(),
  folder: Folder.optional(),
  tags: Tags.optional(),
  rule: ruleSchema.optional(),
  why: Why.default(""),
  acceptCost: AcceptCost,
});

/** What is to be otherwise. */
export type ChangeSegmentBody = z.infer<typeof ChangeSegmentBody>;

/** A rule that is not saved. */
export const PreviewBody = z.object({ rule: ruleSchema });

/** What members are ordered by: their number (the longest known first), since when they are members, figures. */
export const MEMBER_SORTS = ["id", "since", "orders", "revenue", "last_order"] as const;

const Sought = z
  .string()
  .trim()
  .max(200)
  .optional()
  .describe(
    "In names and identifiers, as in the list of customers; at most the 5,000 best hits of all customers.",
  );

/** Which page of the members. */
export const MembersQuestion = z.object({
  q: Sought,
  sort: z.enum(MEMBER_SORTS).default("id"),
  order: z.enum(["asc", "desc"]).default("asc"),
  cursor: z
    .string()
    .regex(/^(-?[\d.]{1,24}(e[+-]?\d{1,3})?_)?\d{1,16}$/)
    .optional()
    .describe("next of the page before, asked with the same q, sort and order."),
  limit: z.coerce.number().int().min(1).max(500).default(50),
});

/** Which page of the members. */
export type MembersQuestion = z.infer<typeof MembersQuestion>;

/** Which members a file is to hold. */
export const MembersFileQuestion = MembersQuestion.pick({ q: true });

/** A customer and a rule that is not saved. */
export const ExplainBody = PreviewBody.extend({ customer: z.string().max(40) });

/** A segment and a customer. */
export const ExplainParams = SegmentParams.extend({ customer: z.string().max(40) });

/** Segments to compare. */
export const OverlapBody = z.object({ segments: z.array(z.int()).min(2).max(8) });

/** Of which days, in the workspace's zone; the last 90 where left out. */
export const HistoryQuestion = z.object({ from: z.iso.date().optional(), to: z.iso.date().optional() });

/** How many days, in the workspace's zone, that end today. */
export const SizesQuestion = z.object({ days: z.coerce.number().int().min(2).max(366).default(90) });

/** Identifiers to put on a list or take off it, at most 10,000 at once. */
export const ListBody = z.object({
  type: z
    .string()
    .min(1)
    .max(64)
    .default("email")
    .describe("email, user_id, phone, profile_id, or one of your own."),
  values: z.array(z.string().min(1).max(500)).min(1).max(10_000),
});
