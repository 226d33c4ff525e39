/** `GET /api/v1/personas/:id/customers`: who is of a persona, by the last run. */
import { z } from "zod";

/** Which page of them. */
export const PersonaCustomersQuestion = z.object({
  q: z
    .string()
    .trim()
    .max(200)
    .optional()
    .describe("Part of a name, an e-mail address or another identifier."),
  cursor: z
    .string()
    .regex(/^\d{1,16}$/)
    .optional()
    .describe("next of the page before, asked with the same q."),
  limit: z.coerce.number().int().min(1).max(500).default(50),
});

/** Zod's output of {@link PersonaCustomersQuestion}. */
export type PersonaCustomersQuestion = z.infer<typeof PersonaCustomersQuestion>;

/** One page of the customers, by number. */
export const PersonaCustomersAnswer = z.object({
  customers: z.array(
    z.object({
      id: z.string(),
      name: z.string().nullable(),
      email: z.string().nullable(),
      phone: z.string().nullable(),
    }),
  ),
  total: z.int().min(0).describe("All of them; with q those that were found."),
  capped: z.boolean().describe("More customers fit q than were looked through: some may be missing."),
  next: z.string().nullable(),
  /** The instant of the run. */
  asOf: z.iso.datetime(),
  marks: z.array(z.object({ measure: z.string(), above: z.boolean() })),
});

/** Zod's output of {@link PersonaCustomersAnswer}. */
export type PersonaCustomersAnswer = z.infer<typeof PersonaCustomersAnswer>;
