import { z } from "zod";

/**
 * What became of a line (or of an order's lines together). Each line has exactly one outcome.
 * `free`: all lines of the order cost nothing; `service`: shipping or fees only; `stockCorrections`
 * and `adjustments`: bookkeeping that concerns no customer; `blank`: an empty line.
 */
export const OUTCOMES = [
  "orders",
  "refunds",
  "free",
  "service",
  "pending",
  "void",
  "test",
  "cancelled",
  "stockCorrections",
  "adjustments",
  "customers",
  "events",
  "consents",
  "blank",
  "refused",
] as const;
/** One of {@link OUTCOMES}. */
export type Outcome = (typeof OUTCOMES)[number];

const count = z.number().int().min(0);
const outcomes = z.partialRecord(z.enum(OUTCOMES), count);

/** What an import did, in numbers that add up. */
export const ImportReportSchema = z.object({
  /** Lines (records) of the file, without its header; the sum of `lines`. */
  rows: count,
  /** Orders that count, those of nobody known among them. */
  orders: count,
  refunds: count,
  customers: count,
  events: count,
  consents: count,
  /** Orders without a customer, each one for itself. */
  anonymous: count,
  /** Refunds and credit notes without a customer. */
  anonymousRefunds: count,
  refused: count,
  /** Events that an earlier import or source had brought already: they added nothing. */
  duplicates: count,
  /** Events that were left out: they are dated before their customer was erased. */
  erased: count.default(0),
  /** Every line of the file, by what became of it. */
  lines: outcomes,
  /** The same in orders, invoices, credit notes … */
  groups: outcomes,
  /** What the reader should know, e.g. that the export has no dates of refunds. */
  notes: z.array(z.object({ code: z.string(), message: z.string() })),
});
/** What an import did, in numbers that add up. */
export type ImportReport = z.infer<typeof ImportReportSchema>;
