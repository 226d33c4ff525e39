/** `GET /api/v1/personas/:id/customers/:customer/why`: what of a customer speaks for a persona. */
import { z } from "zod";

const Mark = z.object({ measure: z.string(), above: z.boolean() });

/** Why a customer is of a persona or is not, by the last run. */
export const WhyPersonaAnswer = z.object({
  persona: z.object({ id: z.string(), kind: z.enum(["shop", "found", "account"]), marks: z.array(Mark) }),
  asOf: z.iso.datetime().describe("The instant of the run that says so; all below is as of then."),
  currency: z.string(),
  isOf: z.boolean(),
  did: z
    .object({
      orders: z.int(),
      averageOrder: z.number().nullable(),
      carts: z.int().describe("Events of the cart and the checkout."),
      visits: z.int(),
      pages: z.int(),
    })
    .nullable()
    .describe("What decides the personas of every shop; null of who had no behaviour until then."),
  differences: z
    .array(
      z.object({
        measure: z.string(),
        value: z.number().describe("The customer's."),
        others: z
          .number()
          .describe("The mean of all who are not of the persona; of amounts the geometric one."),
        apart: z
          .number()
          .describe("How far the customer is from that mean, in the standard deviations of d."),
        d: z.number().describe("How far the persona is."),
        speaks: z.boolean().describe("Nearer to the mean of the persona than to that of all others."),
      }),
    )
    .describe("Where the persona differs most from all others, as far as it is known of the customer."),
  kinds: z
    .array(
      z.object({
        id: z.string(),
        marks: z.array(Mark),
        distance: z
          .number()
          .describe("From the middle of the kind, over all measures that kinds are found by."),
      }),
    )
    .describe(
      "The kinds that were found, the nearest first; none where too little is known of the customer.",
    ),
});

/** Zod's output of {@link WhyPersonaAnswer}. */
export type WhyPersonaAnswer = z.infer<typeof WhyPersonaAnswer>;
