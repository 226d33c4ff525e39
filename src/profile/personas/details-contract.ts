/** `/api/v1/personas/:id/details` and `/quotes`: what customers of a persona say, and where they land and leave. */
import { z } from "zod";
import { TEXT_KINDS } from "./said/texts.ts";

const Count = z.int().min(0);

/** A word or phrase: who of the persona said it, and who of all others, of those who said anything there. */
const Said = z.object({
  key: z.string(),
  text: z.string(),
  forms: z.array(z.string()),
  customers: Count,
  others: Count,
  /** Standard deviations of the log-odds against others (Monroe et al. 2008). */
  z: z.number(),
});

/** The words of a matter, and how many of the persona and of others said anything there. */
const SaidOf = z.object({ speakers: Count, otherSpeakers: Count, said: z.array(Said) });

/** Zod's output of one matter. */
export type SaidOf = z.infer<typeof SaidOf>;

/** The matters that customers speak of: anything; what they look for; what bothers them; why they buy. */
export const MATTERS = ["words", "goals", "pains", "motives"] as const;

/** One of {@link MATTERS}. */
export type Matter = (typeof MATTERS)[number];

const Interval = z.object({ low: z.number(), high: z.number() });

/** Visits that began at a page, and of these those that ended there: shares with 95 % intervals (Wilson 1927). */
const Landing = z.object({
  page: z.string(),
  customers: Count,
  visits: Count,
  bounced: Count,
  interval: Interval,
  otherVisits: Count,
  otherBounced: Count,
  /** The difference of the shares, with its interval (Newcombe 1998, method 10). */
  difference: Interval,
});

/** Zod's output of one landing page. */
export type Landing = z.infer<typeof Landing>;

/** Customers of the persona and all others by a value: a page that they left from, a channel. */
const Among = z.object({ value: z.string(), customers: Count, others: Count });

/** Zod's output of {@link Among}. */
export type Among = z.infer<typeof Among>;

/** What is told of a persona beyond its figures; only what at least a stated number of customers share. */
export const PersonaDetails = z.object({
  /** Customers by where they wrote something. */
  speakers: z.object({ search: Count, review: Count, ticket: Count, survey: Count }),
  matters: z.object({ words: SaidOf, goals: SaidOf, pains: SaidOf, motives: SaidOf }),
  landings: z.array(Landing),
  leaving: z.object({
    /** Customers who were on a page or screen, of the persona and others. */
    visitors: Count,
    others: Count,
    pages: z.array(Among),
    channels: z.array(Among),
    unsubscribed: Among,
    shared: Among,
  }),
});

/** Zod's output of {@link PersonaDetails}. */
export type PersonaDetails = z.infer<typeof PersonaDetails>;

/** `GET /api/v1/personas/:id/details`; null where the last search was before these were told. */
export const DetailsAnswer = z.object({ leastSpeakers: Count, details: PersonaDetails.nullable() });

/** Zod's output of {@link DetailsAnswer}. */
export type DetailsAnswer = z.infer<typeof DetailsAnswer>;

/** Which words are asked for. */
export const QuotesQuestion = z.object({ matter: z.enum(MATTERS), key: z.string().min(1).max(100) });

/** `GET /api/v1/personas/:id/quotes`: texts with the word, the newest first, without names, addresses and numbers. */
export const QuotesAnswer = z.object({
  quotes: z.array(
    z.object({
      customer: z.string(),
      at: z.iso.datetime(),
      kind: z.enum(TEXT_KINDS),
      text: z.string(),
    }),
  ),
});

/** Zod's output of {@link QuotesAnswer}. */
export type QuotesAnswer = z.infer<typeof QuotesAnswer>;
