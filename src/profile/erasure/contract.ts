import { z } from "zod";

/** The customer asked about, as addresses name one. */
export const ProfileParams = z.object({ id: z.string().max(40) });

/** The id once more, typed by hand: an erasure can't be taken back. */
export const EraseBody = z.object({ id: z.string().max(40) });

/** What was erased. */
export const ErasedAnswer = z.object({
  id: z.string(),
  handles: z.int(),
  /** No question finds anything from here on; files follow within minutes, see {@link ErasuresAnswer}. */
  erasedAt: z.iso.datetime(),
  /** Where the customer may still be found, in words. */
  notReached: z.array(z.string()),
});

/** What was erased. */
export type ErasedAnswer = z.infer<typeof ErasedAnswer>;

/** The latest erasures: their proof, without anything of the person. */
export const ErasuresAnswer = z.object({
  erasures: z.array(
    z.object({
      id: z.string(),
      handles: z.int(),
      /** The kind and number of who asked. */
      requestedBy: z.string(),
      requestedAt: z.iso.datetime(),
      /** When nothing was found by any question any more; null while it is under way. */
      erasedAt: z.iso.datetime().nullable(),
      /** When the last bytes had left the files of the facts; null while they have not. */
      finishedAt: z.iso.datetime().nullable(),
    }),
  ),
});

/** The latest erasures. */
export type ErasuresAnswer = z.infer<typeof ErasuresAnswer>;
