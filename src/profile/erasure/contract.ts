import { z } from "zod";

/** The customer asked about, as addresses name one. */
export const ProfileParams = z.object({ id: z.string().max(40) });

/** The id once more, typed by hand: an erasure can't be taken back. */
export const EraseBody = z.object({ id: z.string().max(40) });

/** What was erased. */
export const ErasedAnswer = z.object({
  id: z.string(),
  handles: z.int(),
  finishedAt: z.iso.datetime(),
  /** Where the customer may still be found, in words. */
  notReached: z.array(z.string()),
});

/** What was erased. */
export type ErasedAnswer = z.infer<typeof ErasedAnswer>;
