/** Ready rules, as the pages of segments get them. */
import { z } from "zod";
import { ruleSchema } from "../conditions/contract.ts";

/** Kinds of business that ready rules are for. */
export const LIBRARY_GROUPS = ["commerce", "subscription", "saas"] as const;

/** Rules to begin with; names stand in the locales under `library.<key>`. */
export const LibraryAnswer = z.object({
  ready: z.array(z.object({ key: z.string(), group: z.enum(LIBRARY_GROUPS), rule: ruleSchema })),
});

/** Rules to begin with. */
export type LibraryAnswer = z.infer<typeof LibraryAnswer>;
