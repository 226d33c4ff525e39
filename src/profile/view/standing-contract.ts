/** `GET /api/v1/customers/:id/standing`: what a customer is called among all others. */
import { z } from "zod";

const Class = z.int().min(1).max(5);

/** The personas of a customer and the classes of RFM. */
export const StandingAnswer = z.object({
  personas: z
    .array(
      z.object({
        id: z.string(),
        marks: z.array(z.object({ measure: z.string(), above: z.boolean() })),
        asOf: z.iso.datetime().describe("The instant of the run that says so."),
      }),
    )
    .describe("By the last run: that of the shop, and the one that was found."),
  rfm: z
    .object({ cell: z.string(), r: Class, f: Class, m: Class.nullable() })
    .nullable()
    .describe("null without orders, and before the thresholds of RFM stand."),
  asOf: z.iso.datetime(),
});

/** Zod's output of {@link StandingAnswer}. */
export type StandingAnswer = z.infer<typeof StandingAnswer>;
