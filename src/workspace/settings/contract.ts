import { z } from "zod";
import type { Reason } from "../../core/reason.ts";
import { isCountry, isCurrency, isTimeZone } from "./names.ts";

/** The languages of the pages and of what Tenure writes. */
export const LANGUAGES = ["en", "tr", "ar"] as const;

/** An ISO 4217 code. */
export const currencySchema = z.string().refine(isCurrency, "settings.no_currency" satisfies Reason);

const timeZone = z.string().refine(isTimeZone, "settings.no_time_zone" satisfies Reason);
const country = z.string().refine(isCountry, "settings.no_country" satisfies Reason);

/** Days of silence after which a customer counts as lost; who chose them. */
export const activityWindowSchema = z.object({
  days: z.int().min(1).max(3650),
  chosenBy: z.enum(["data", "person"]),
});

/** What revenue is, beside the goods; shown with each figure. */
const revenueSchema = z.object({
  includeTax: z.boolean(),
  includeShipping: z.boolean(),
  deductDiscounts: z.boolean(),
  deductRefunds: z.boolean(),
});

/** In the order of the reconciliation: what is taken off the goods, what is added. */
export const REVENUE_PARTS = ["deductDiscounts", "deductRefunds", "includeShipping", "includeTax"] as const;

/** What rules every figure. */
export const settingsSchema = z.object({
  name: z.string(),
  timeZone: z.string(),
  currency: z.string(),
  /** ISO: 1 is Monday, 7 is Sunday. */
  firstWeekday: z.int().min(1).max(7),
  language: z.enum(LANGUAGES),
  /** How phone numbers without a prefix are read; null: such numbers join nobody. */
  country: z.string().nullable(),
  activityWindow: activityWindowSchema.nullable(),
  revenue: revenueSchema,
  /** Since when the business has been there, as a person says; null: taken from the first orders. */
  businessSince: z.iso.date().nullable(),
  /** When a person first saved them; null shows the first-run pages. */
  setUpAt: z.iso.datetime().nullable(),
});

/** What rules every figure. */
export type Settings = z.infer<typeof settingsSchema>;

/** A change of some settings. `activityWindow: null` hands the choice back to the data. */
export const settingsPatchSchema = z
  .object({
    name: z.string().trim().min(1).max(100),
    timeZone,
    currency: currencySchema,
    firstWeekday: z.int().min(1).max(7),
    language: z.enum(LANGUAGES),
    country: country.nullable(),
    activityWindow: z.object({ days: z.int().min(1).max(3650) }).nullable(),
    revenue: revenueSchema.partial(),
    businessSince: z.iso.date().nullable(),
  })
  .partial()
  .strict();

/** A change of some settings. */
export type SettingsPatch = z.infer<typeof settingsPatchSchema>;

/** What one unit of a currency is worth in the workspace's currency, from a day on. */
export const exchangeRateSchema = z.object({
  currency: z.string(),
  fromDay: z.iso.date(),
  /** A decimal above 0, as text, so that none of its digits are lost. */
  rate: z.string(),
});

/** What one unit of a currency is worth in the workspace's currency, from a day on. */
export type ExchangeRate = z.infer<typeof exchangeRateSchema>;

/** Every rate, by currency and day. */
export const exchangeRateListSchema = z.object({ currency: z.string(), rates: z.array(exchangeRateSchema) });

/** Which rate a path names. */
export const exchangeRateParamsSchema = z.object({ currency: currencySchema, fromDay: z.iso.date() });

/** The rate to put there. */
export const exchangeRateBodySchema = z.object({
  rate: z
    .string()
    .regex(/^\d{1,11}(\.\d{1,12})?$/, "settings.rate_format" satisfies Reason)
    .refine((rate) => Number(rate) > 0, "settings.rate_not_above_0" satisfies Reason),
});
