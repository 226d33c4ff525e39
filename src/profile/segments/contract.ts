/** What the pages of segments get. Times are ISO in UTC; customers are `p_…`. */
import { z } from "zod";
import { ruleSchema } from "../conditions/contract.ts";

const Count = z.int().nonnegative();
const Progress = z.object({ done: Count, total: Count });

/** What makes somebody a member: a rule, or people who put them on a list. */
export const SEGMENT_KINDS = ["rule", "list"] as const;

/** Where a segment stands: its rule is worked out for all, it is kept up to date, it failed, it is put aside, it is deleted. */
export const SEGMENT_STATUSES = ["computing", "ready", "failed", "archived", "deleted"] as const;

/** One segment of a list of them. */
export const SegmentLine = z.object({
  id: z.int(),
  name: z.string(),
  description: z.string(),
  folder: z.string(),
  tags: z.array(z.string()),
  kind: z.enum(SEGMENT_KINDS),
  status: z.enum(SEGMENT_STATUSES),
  version: z.int(),
  members: Count.describe("How many are members now; while a new rule is worked out, by the old one."),
  progress: Progress.nullable().describe("Of a rule that is worked out for all."),
  changedAt: z.string(),
  changedBy: z.string(),
  deleted: z
    .object({ at: z.string(), by: z.string(), until: z.string() })
    .nullable()
    .describe("When and by whom it was deleted, and until when it can be brought back at least."),
});

/** One segment of a list of them. */
export type SegmentLine = z.infer<typeof SegmentLine>;

/** The segments, and the folders and tags that there are. */
export const SegmentsAnswer = z.object({
  segments: z.array(SegmentLine),
  total: Count,
  shown: z
    .object({ active: Count, archived: Count, deleted: Count })
    .describe("How many there are of each that `show` asks for, whatever else is asked."),
  folders: z.array(z.object({ name: z.string(), segments: Count })),
  tags: z.array(z.object({ name: z.string(), segments: Count })),
  asOf: z.string(),
});

/** The segments, and the folders and tags that there are. */
export type SegmentsAnswer = z.infer<typeof SegmentsAnswer>;

/** One segment with its rule. */
export const Segment = SegmentLine.extend({
  rule: ruleSchema.nullable().describe("null for a list."),
  createdAt: z.string(),
  createdBy: z.string(),
});

/** One segment with its rule. */
export type Segment = z.infer<typeof Segment>;

/** Every rule that a segment had, the latest first. */
export const VersionsAnswer = z.object({
  versions: z.array(
    z.object({
      version: z.int(),
      rule: ruleSchema.nullable(),
      by: z.string(),
      at: z.string(),
      why: z.string(),
    }),
  ),
});

/** Every rule that a segment had. */
export type VersionsAnswer = z.infer<typeof VersionsAnswer>;

/** What the facts are asked for the members of a segment, as of an instant, with its values in it. */
export const SqlAnswer = z.object({ sql: z.string(), asOf: z.string() });

/** What the facts are asked for the members of a segment. */
export type SqlAnswer = z.infer<typeof SqlAnswer>;

/** Where a segment is used: what stops or changes with it. */
export const UsesAnswer = z.object({
  uses: z.array(z.object({ kind: z.enum(["segment", "webhook"]), id: z.int(), name: z.string() })),
});

/** Where a segment is used. */
export type UsesAnswer = z.infer<typeof UsesAnswer>;

/** A customer in a list of members or examples. */
export const MemberLine = z.object({
  id: z.string(),
  name: z.string().nullable(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
});

/** A customer in a list of members or examples. */
export type MemberLine = z.infer<typeof MemberLine>;

/** What keeping a rule up to date costs. */
export const Cost = z.object({
  milliseconds: Count.describe("Of the engine's time, to work it out for all once."),
  heavy: z.boolean().describe("More than it should; it is saved only with acceptCost."),
});

/** How many a rule holds for, and some of them. */
export const PreviewAnswer = z.object({
  members: Count.describe("How many; where exact is false, the best guess."),
  low: Count.describe("With 95 % certainty at least so many; the same as members where exact."),
  high: Count,
  exact: z.boolean().describe("Whether all customers were looked at."),
  looked: Count.describe("At how many customers it looked."),
  customers: Count.describe("How many there are."),
  examples: z.array(MemberLine).describe("At most 10."),
  cost: Cost,
  asOf: z.string(),
});

/** How many a rule holds for, and some of them. */
export type PreviewAnswer = z.infer<typeof PreviewAnswer>;

/** A member, with what they bought so far. */
export const Member = MemberLine.extend({
  since: z.string(),
  orders: Count,
  revenue: z.string().describe("In the workspace's currency, net of refunds."),
  lastOrderAt: z.string().nullable(),
});

/** One page of members. */
export const MembersAnswer = z.object({
  members: z.array(Member),
  total: Count.describe("All members; with q those that were found."),
  capped: z.boolean().describe("More customers fit q than were looked through: some members may be missing."),
  next: z.string().nullable(),
  asOf: z.string(),
});

/** One page of members. */
export type MembersAnswer = z.infer<typeof MembersAnswer>;

/** Why a customer is a member or is none: condition by condition, with the rows that decide. */
export const ExplainAnswer = z.object({
  customer: z.string(),
  holds: z.boolean(),
  until: z.string().nullable().describe("When time alone may change it; null for never."),
  since: z.string().nullable().describe("Since when a member, of a kept segment."),
  leaves: z.array(
    z.object({
      path: z.array(z.union([z.string(), z.int()])).describe("Where in the rule the condition stands."),
      holds: z.boolean(),
      until: z.string().nullable(),
      evidence: z
        .array(z.object({ what: z.string(), at: z.string(), id: z.string() }))
        .describe("The rows that decide, the latest first, at most ten; of a persona, the customer's."),
    }),
  ),
  asOf: z.string(),
});

/** Why a customer is a member or is none. */
export type ExplainAnswer = z.infer<typeof ExplainAnswer>;

/** How many are in which of the segments together. */
export const OverlapAnswer = z.object({
  segments: z.array(z.object({ id: z.int(), name: z.string(), members: Count })),
  /** Each part of the diagram: who is in just these and none of the others. */
  parts: z.array(z.object({ in: z.array(z.int()), customers: Count })),
  asOf: z.string(),
});

/** How many are in which of the segments together. */
export type OverlapAnswer = z.infer<typeof OverlapAnswer>;

/** What came of it. */
export const ListAnswer = z.object({
  changed: Count.describe("Customers who were put on it or taken off."),
  unchanged: Count,
  unknown: z.array(z.string()).describe("Values that are nobody's; at most 100 are named."),
  unknownCount: Count,
});

/** What came of putting identifiers on a list or taking them off. */
export type ListAnswer = z.infer<typeof ListAnswer>;
