/** What the pages of matching ask and get. Times are ISO in UTC; weights are bits, chances 0 to 1. */
import { z } from "zod";
import { RECORD_FIELDS } from "../../core/records-port.ts";

const Chance = z.number().min(0).max(1);
const FieldName = z.enum(RECORD_FIELDS);

/** What a field of a pair says: a level such as "equal", "edits:1", "different" or "missing", and its weight. */
export const PairPart = z.object({ field: FieldName, level: z.string(), weight: z.number() });

/** What a field of a pair says. */
export type PairPart = z.infer<typeof PairPart>;

const PairSide = z.object({
  profile: z.string(),
  name: z.string().nullable(),
  identifiers: z.array(z.object({ type: z.string(), value: z.string() })),
  /** How many more identifiers there are than are shown. */
  more: z.int(),
  firstSeen: z.string(),
  lastSeen: z.string(),
});

/** Two customers who may be one. */
export const MatchPair = z.object({
  id: z.int(),
  runId: z.int(),
  chance: Chance,
  weight: z.number(),
  /** The odds of any two records, in bits, which the fields' weights are added to. */
  prior: z.number(),
  /** It was joined by itself before, and somebody took that back. */
  takenBack: z.boolean(),
  a: PairSide,
  b: PairSide,
  fields: z.array(PairPart.extend({ a: z.string().nullable(), b: z.string().nullable() })),
});

/** Two customers who may be one. */
export type MatchPair = z.infer<typeof MatchPair>;

/** Which pairs: those above the upper threshold, between both, set aside as unsure, or all that wait. */
export const QUEUES = ["all", "likely", "doubtful", "aside"] as const;

/** One of {@link QUEUES}. */
export type Queue = (typeof QUEUES)[number];

/** Which pairs, and how many. */
export const QueueQuestion = z.object({
  show: z.enum(QUEUES).default("all"),
  limit: z.coerce.number().int().min(1).max(50).default(5),
});

/** The pairs to answer next, the surest first, and how many there are. */
export const QueueAnswer = z.object({
  asOf: z.string(),
  pairs: z.array(MatchPair),
  likely: z.int(),
  doubtful: z.int(),
  aside: z.int(),
  /** Answers so far, and whether the asker has one to take back. */
  answered: z.int(),
  canUndo: z.boolean(),
  upper: Chance,
  /** Whether there was a run at all, and whether one is going on. */
  everRan: z.boolean(),
  running: z.boolean(),
});

/** The pairs to answer next. */
export type QueueAnswer = z.infer<typeof QueueAnswer>;

/** What somebody says of a pair. */
export const AnswerBody = z.object({
  answer: z.enum(["yes", "no", "unsure"]),
  reason: z
    .string()
    .trim()
    .min(1)
    .max(500)
    .optional()
    .describe("Kept with the decision; made up where left out."),
});

/** What came of an answer, or of taking it back. */
export const AnsweredAnswer = z.object({
  id: z.int(),
  state: z.enum(["waiting", "yes", "no", "unsure"]),
  /** The profiles of both now: one and the same after a yes. */
  profiles: z.array(z.string()),
});

/** What came of an answer. */
export type AnsweredAnswer = z.infer<typeof AnsweredAnswer>;
