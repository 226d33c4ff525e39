/** `GET /api/v1/vocabulary`: the names that the workspace's own data has, to choose among. */
import { z } from "zod";

/** What there are names of. */
export const VOCABULARY = [
  "events",
  "properties",
  "traits",
  "consents",
  "categories",
  "products",
  "channels",
  "devices",
  "countries",
  "languages",
] as const;

/** One of {@link VOCABULARY}. */
export type VocabularyOf = (typeof VOCABULARY)[number];

/** Names of what, with a text in them. */
export const VocabularyQuestion = z.object({
  of: z.enum(VOCABULARY),
  q: z.string().trim().max(200).default("").describe("A part of the name, whatever its case."),
});

/** The names that are met most, at most 50. */
export const VocabularyAnswer = z.object({
  names: z.array(z.object({ name: z.string(), met: z.int().nonnegative() })),
});

/** The names that are met most. */
export type VocabularyAnswer = z.infer<typeof VocabularyAnswer>;
