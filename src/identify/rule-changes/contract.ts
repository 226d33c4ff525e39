/** Changing the rules of who is one customer: what would come of it, and what came of it. */
import { z } from "zod";
import { IdentityRules, RuleChange } from "../rules/contract.ts";

const Count = z.int().nonnegative();

/** What a change did, or would do, to the customers that there are. */
export const Effect = z.object({
  /** Profiles that the change is about: any of their identifiers or evidence is. */
  concerned: Count,
  /** Of those, the ones that were put together anew; fewer in a preview of many. */
  tried: Count,
  /** Profiles that come apart, and those that others go into. */
  split: Count,
  merged: Count,
  /** How many customers there are of those touched, before and after. */
  before: Count,
  after: Count,
});

/** What a change did, or would do, to the customers that there are. */
export type Effect = z.infer<typeof Effect>;

/** Profiles that a change touches together: who they are now, and who they would be. */
export const Example = z.object({
  before: z.array(z.string()),
  after: z.array(
    z.object({
      id: z.string(),
      identifiers: z.array(z.object({ type: z.string(), value: z.string() })),
      /** Identifiers beyond those. */
      more: Count,
    }),
  ),
});

/** Profiles that a change touches together. */
export type Example = z.infer<typeof Example>;

/** Rules that a person would like; `version` is the one that they began with. */
export const PreviewBody = z.object({ version: Count, rules: IdentityRules });

/** Rules to put in force. */
export const ApplyBody = PreviewBody.extend({
  reason: z.string().trim().min(1).max(500).describe("Why; kept with the change."),
});

/** A version to go back to: 0 for the defaults. */
export const RestoreBody = z.object({
  /** The version that holds, so that nobody else's change is undone unseen. */
  version: Count,
  restore: Count,
  reason: z.string().trim().min(1).max(500).describe("Why; kept with the change."),
});

/** What would come of a change. Nothing is changed. */
export const PreviewAnswer = z.object({
  changes: z.array(RuleChange),
  effect: Effect,
  /** At most {@link MOST_EXAMPLES}. */
  examples: z.array(Example),
});

/** What would come of a change. */
export type PreviewAnswer = z.infer<typeof PreviewAnswer>;

/** What came of a change, and the version that holds now. */
export const AppliedAnswer = PreviewAnswer.extend({ version: Count });

/** What came of a change. */
export type AppliedAnswer = z.infer<typeof AppliedAnswer>;

/** The rules that hold, and every version before, the latest first. */
export const RulesAnswer = z.object({
  /** 0: nobody has changed anything. */
  version: Count,
  rules: IdentityRules,
  defaults: IdentityRules,
  history: z.array(
    z.object({
      version: Count,
      rules: IdentityRules,
      changes: z.array(RuleChange),
      reason: z.string(),
      saidBy: z.string(),
      saidAt: z.string(),
      restores: Count.nullable(),
      effect: Effect.nullable(),
    }),
  ),
});

/** The rules that hold, and every version before. */
export type RulesAnswer = z.infer<typeof RulesAnswer>;

/** Examples that one answer holds. */
export const MOST_EXAMPLES = 20;

/** Identifiers that each customer of an example shows. */
export const MOST_IDENTIFIERS = 8;
