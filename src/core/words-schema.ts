import { z } from "zod";

/** The words of a refusal as answers hold them; the pages say them in the reader's language by `reason`. */
export const wordsSchema = z.object({
  message: z.string(),
  fix: z.string().optional(),
  reason: z.string().optional(),
  /** What stands in the texts of the reason. */
  values: z
    .record(z.string(), z.union([z.string(), z.number(), z.array(z.string()).readonly()]))
    .readonly()
    .optional(),
});
