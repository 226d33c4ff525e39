/** What the page of one customer's identity asks and gets. Times are ISO in UTC. */
import { z } from "zod";

const HandleNumber = z.int().positive();

/** An identifier as the graph draws it. */
export const IdentityHandle = z.object({
  id: HandleNumber,
  type: z.string(),
  value: z.string(),
  trust: z.enum(["claimed", "trusted"]),
  /** On too many customers to be a sign of any. */
  shared: z.boolean(),
  firstSeen: z.string(),
  lastSeen: z.string(),
  sourceId: z.int(),
  sourceName: z.string().nullable(),
  /** Of a browser or device that changed hands at least twice: how often, between how many, and whether it is this customer's now. */
  passedOn: z.object({ handovers: z.int(), customers: z.int(), isNow: z.boolean() }).nullable(),
});

/** An identifier as the graph draws it. */
export type IdentityHandle = z.infer<typeof IdentityHandle>;

/**
 * Where a claim stands. `provisional`: it counts until trusted evidence speaks against it; `confirmed`:
 * trusted evidence says the same; `dropped`: it counted once; `refused`: it never did.
 */
const ClaimStanding = z.object({
  state: z.enum(["provisional", "confirmed", "dropped", "refused"]),
  /** What confirmed or dropped it, and when; null where nothing did, or it is not known. */
  by: z
    .object({
      /** How trusted evidence says the same; null of what dropped it. */
      rule: z.enum(["same_event", "alias", "signed", "by_hand"]).nullable(),
      /** Empty where no event did, but a person's word or an import taken back. */
      messageId: z.string(),
      sourceName: z.string().nullable(),
      at: z.string(),
    })
    .nullable(),
});

/** One piece of evidence: what joined two identifiers, or would have. */
export const IdentityLink = z.object({
  id: z.int(),
  a: HandleNumber,
  b: HandleNumber,
  rule: z.enum(["same_event", "alias", "signed", "by_hand"]),
  trust: z.enum(["claimed", "trusted"]),
  verdict: z.enum(["holds", "dropped", "conflict"]),
  /** Why it doesn't hold; empty where it does. */
  reason: z.enum([
    "",
    "user_id_limit",
    "limit",
    "ranked_below",
    "blocked",
    "two_known",
    "extends_trusted",
    "shared",
    "too_many",
    "parted",
  ]),
  /** The event that showed it first; empty where a person said it. */
  messageId: z.string(),
  sourceId: z.int(),
  sourceName: z.string().nullable(),
  at: z.string(),
  lastSeen: z.string(),
  /** The other profile, where the link leads out of this one. */
  otherProfile: z.string().nullable(),
  /** Where a claim stands, and what settled it; null for what is no claim. */
  claim: ClaimStanding.nullable(),
});

/** One piece of evidence. */
export type IdentityLink = z.infer<typeof IdentityLink>;

/** A profile that went into this one, or came out of it again. */
export const IdentityMerge = z.object({
  id: z.int(),
  survivor: z.string(),
  merged: z.string(),
  at: z.string(),
  undoneAt: z.string().nullable(),
  /** The evidence that did it; null where it is gone. */
  linkId: z.int().nullable(),
  /** What it brought: identifiers, and what hangs on them now. */
  identifiers: z.array(z.object({ type: z.string(), value: z.string() })),
  events: z.int(),
  orders: z.int(),
});

/** A profile that went into this one, or came out of it again. */
export type IdentityMerge = z.infer<typeof IdentityMerge>;

/** What a person decided. */
export const IdentityJudgement = z.object({
  id: z.int(),
  kind: z.enum(["joined", "parted"]),
  a: z.object({ handle: HandleNumber, type: z.string(), value: z.string(), profile: z.string() }),
  b: z.object({ handle: HandleNumber, type: z.string(), value: z.string(), profile: z.string() }),
  reason: z.string(),
  saidBy: z.string(),
  saidAt: z.string(),
  withdrawnAt: z.string().nullable(),
  withdrawnBecause: z.string().nullable(),
});

/** What a person decided. */
export type IdentityJudgement = z.infer<typeof IdentityJudgement>;

/** Why this is one customer. */
export const IdentityAnswer = z.object({
  id: z.string(),
  askedId: z.string(),
  asOf: z.string(),
  handles: z.array(IdentityHandle),
  /** The strongest reasons first; at most {@link MOST_LINKS}. */
  links: z.array(IdentityLink),
  merges: z.array(IdentityMerge),
  judgements: z.array(IdentityJudgement),
});

/** Why this is one customer. */
export type IdentityAnswer = z.infer<typeof IdentityAnswer>;

/** Links and merges that one answer holds. */
export const MOST_LINKS = 5000;

/** The customer asked about, as addresses name one. */
export const ProfileParams = z.object({ id: z.string().max(40) });

/** A merge, a decision or another thing of identity by its number. */
export const NumberParams = z.object({
  number: z.coerce
    .number()
    .int()
    .positive()
    .max(2 ** 53 - 1),
});

const Reason = z.string().trim().min(1).max(500).describe("Why; kept with the decision.");

/** Two identifiers that are never one customer. */
export const PartBody = z.object({ a: HandleNumber, b: HandleNumber, reason: Reason });

/** An identifier that is nobody's of those it hangs on. */
export const SplitBody = z.object({ handle: HandleNumber, reason: Reason });

/** Another profile that is the same customer. */
export const JoinBody = z.object({ with: z.string().max(40), reason: Reason });

/** Why something is undone or taken back. */
export const ReasonBody = z.object({ reason: Reason });

/** Whether to do it, or only to show what would come of it. */
export const PreviewQuestion = z.object({ preview: z.enum(["true", "false"]).default("false") });

/** The profiles that a decision makes, or would make, of those it touches; and what takes it back. */
export const DecidedAnswer = z.object({
  profiles: z.array(
    z.object({
      id: z.string(),
      identifiers: z.array(z.object({ type: z.string(), value: z.string() })),
    }),
  ),
  /** The numbers of the judgements that it made; none where it is only foreseen. */
  made: z.array(z.int()),
  /** The judgements that it withdrew; none where it is only foreseen. */
  withdrawn: z.array(
    z.object({
      id: z.int(),
      kind: z.enum(["joined", "parted"]),
      a: HandleNumber,
      b: HandleNumber,
      reason: z.string(),
    }),
  ),
});

/** What a decision makes, or would make. */
export type DecidedAnswer = z.infer<typeof DecidedAnswer>;
