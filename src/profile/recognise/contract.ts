/** What `POST /v1/recognise` asks and answers. */
import { z } from "zod";

/** Identifiers that one question may name. */
const MOST_IDENTIFIERS = 20;

/** Anything that points at a customer, and what to tell of them. */
export const RecogniseBody = z.object({
  identifiers: z
    .record(z.string().min(1).max(64), z.union([z.string().max(500), z.number()]))
    .refine((given) => Object.keys(given).length > 0, "at least one identifier")
    .refine(
      (given) => Object.keys(given).length <= MOST_IDENTIFIERS,
      `at most ${MOST_IDENTIFIERS} identifiers`,
    )
    .describe("By type: user_id, email, phone, anonymous_id, device_id, or one of your own."),
  traits: z.array(z.string().min(1).max(100)).max(100).default([]).describe("The traits to tell."),
  segments: z.boolean().default(false).describe("Whether to tell which segments the customer is in."),
  personas: z.boolean().default(false).describe("Whether to tell which personas the customer is of."),
});

/** What is asked. */
export type RecogniseBody = z.infer<typeof RecogniseBody>;

const Named = z.object({ type: z.string(), value: z.string() });

/** Who it is. */
export const RecogniseAnswer = z.object({
  profile: z
    .object({
      id: z.string(),
      /** `sure`: a trusted source said so; `claimed`: only browsers and apps did, as anybody can. */
      certainty: z.enum(["sure", "claimed"]),
      by: Named.describe("The identifier that decided."),
    })
    .nullable(),
  traits: z
    .record(z.string(), z.unknown())
    .describe(
      "Those asked for that the customer has; by a browser or device that only claims to be theirs, its own.",
    ),
  segments: z
    .array(z.object({ id: z.int(), name: z.string(), since: z.string() }))
    .optional()
    .describe("Those that the customer is in, where they were asked for and the customer is sure."),
  personas: z
    .array(z.object({ id: z.string(), asOf: z.string() }))
    .optional()
    .describe("Those of the last run, where they were asked for and the customer is sure."),
  others: z.array(Named.extend({ profile: z.string() })).describe("Identifiers of somebody else."),
  unknown: z.array(z.string()).describe("Types whose value is nobody's, or no sign of anybody."),
});

/** Who it is. */
export type RecogniseAnswer = z.infer<typeof RecogniseAnswer>;
