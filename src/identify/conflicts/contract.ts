/** What the rules refused: two identifiers that an event named together, and why they are not one customer. */
import { z } from "zod";

/** Why evidence doesn't hold. */
export const CONFLICT_REASONS = [
  ...["user_id_limit", "limit", "ranked_below", "shared", "blocked", "too_many"],
  ...["two_known", "extends_trusted", "parted"],
] as const;

const Side = z.object({ type: z.string(), value: z.string(), profile: z.string() });

/** One refusal. */
export const Conflict = z.object({
  id: z.int(),
  reason: z.enum(CONFLICT_REASONS),
  /** `dropped`: it held once. */
  verdict: z.enum(["conflict", "dropped"]),
  trust: z.enum(["claimed", "trusted"]),
  /** Both belong to one customer all the same where the profiles are equal: other evidence says so. */
  a: Side,
  b: Side,
  /** The type of which the two would have too many together, as they are now. */
  over: z.string().nullable(),
  /** The event that showed it first; empty where a person said it. */
  messageId: z.string(),
  sourceName: z.string().nullable(),
  at: z.string(),
});

/** One refusal. */
export type Conflict = z.infer<typeof Conflict>;

/** Pages of refusals; `before` is the `next` of the page before. */
export const ConflictsQuestion = z.object({
  reason: z.enum(CONFLICT_REASONS).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  before: z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER).optional(),
});

/** Refusals, the newest first, and how many there are by reason. */
export const ConflictsAnswer = z.object({
  conflicts: z.array(Conflict),
  reasons: z.array(z.object({ reason: z.enum(CONFLICT_REASONS), count: z.int() })),
  next: z.int().nullable(),
});

/** Refusals, the newest first. */
export type ConflictsAnswer = z.infer<typeof ConflictsAnswer>;
