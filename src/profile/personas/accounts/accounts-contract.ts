import { z } from "zod";

/** The personas of people at accounts, from the least to the most. */
export const ACCOUNT_PERSONAS = ["prospect", "user", "champion", "decider"] as const;

/** One of {@link ACCOUNT_PERSONAS}. */
export type AccountPersona = (typeof ACCOUNT_PERSONAS)[number];

/** Where the personas of accounts part. */
export const AccountSettings = z.object({
  usageDays: z.int().min(7).max(365).describe("Use is counted over so many days."),
  championDays: z.int().min(1).max(365).describe("A champion uses it on at least so many of these."),
  championTimes: z
    .number()
    .min(1)
    .max(20)
    .describe("And on so many times as many as the median of the others of the account who use it."),
  decidingTitles: z
    .array(z.string().trim().min(1).max(60))
    .max(100)
    .describe("Words of roles and job titles that decide."),
});

/** Zod's output of {@link AccountSettings}. */
export type AccountSettings = z.infer<typeof AccountSettings>;

/** How they part where nobody has set it. */
export const USUAL_ACCOUNT_SETTINGS: AccountSettings = {
  usageDays: 30,
  championDays: 4,
  championTimes: 2,
  decidingTitles: [
    ..."chief ceo cto cfo coo cmo cio founder owner president partner director head vp".split(" "),
    ..."müdür direktör başkan kurucu sahibi ortak".split(" "),
    ..."مدير رئيس مؤسس مالك شريك".split(" "),
  ],
};
