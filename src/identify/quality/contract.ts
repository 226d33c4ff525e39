/** How well it is known who is who: what the page asks and gets. Times are ISO in UTC. */
import { z } from "zod";

/** The figures, in the order of the page. */
export const QUALITY_FIGURES = [
  "known_events",
  "known_visitors",
  "claimed_revenue",
  "identifiers_per_customer",
  "merges",
  "conflicts",
  "giants",
  "shared_devices",
  "review_queue",
] as const;

/** One of {@link QUALITY_FIGURES}. */
export type QualityKey = (typeof QUALITY_FIGURES)[number];

/** Customers behind a figure; `conflict` with its reason, `identifiers` with how many. */
export const QUALITY_SETS = [
  "known",
  "visitors",
  "claimed",
  "identifiers",
  "merged",
  "conflict",
  "giants",
] as const;

const Count = z.coerce.number().int().min(1).max(1_000_000);

/** Which set, precisely enough to open it. */
export const QualitySetReference = z.object({
  set: z.enum(QUALITY_SETS),
  /** A reason that the version of whoever asks may not know yet. */
  reason: z.string().max(40).optional(),
  least: Count.optional(),
  most: Count.optional(),
});

/** Zod's output of {@link QualitySetReference}. */
export type QualitySetOf = z.infer<typeof QualitySetReference>;

const asOf = z.iso.datetime({ offset: true }).optional();

/** `GET /api/v1/identity/quality`: as of now unless told. */
export const QualityQuestion = z.object({ asOf });

/** One figure: of the 30 days up to the instant, and of the 30 before. */
export const QualityFigure = z.object({
  key: z.enum(QUALITY_FIGURES),
  unit: z.enum(["share", "mean", "count"]),
  betterWhen: z.enum(["higher", "lower", "neither"]),
  /** Null where there is nothing to work it out from. */
  value: z.number().nullable(),
  previous: z.number().nullable(),
  /** What it is worked out from: events, visitors, customers. */
  n: z.number().int().nullable(),
  /** Of money: the two sums, decimal text. */
  parts: z.record(z.string(), z.string()),
  behind: QualitySetReference.nullable(),
});

/** Zod's output of {@link QualityFigure}. */
export type QualityFigureAnswer = z.infer<typeof QualityFigure>;

/** The page's answer. */
export const QualityAnswer = z.object({
  asOf: z.string(),
  timeZone: z.string(),
  days: z.int(),
  figures: z.array(QualityFigure),
  /** Customers by how many identifiers they have; `most` null: and more. */
  identifiers: z.array(
    z.object({ least: z.int(), most: z.int().nullable(), customers: z.int(), before: z.int() }),
  ),
  /** By local day, the oldest first. The first day and the last are only in part of the period. */
  merges: z.array(z.object({ day: z.string(), merges: z.int(), undone: z.int() })),
  conflicts: z.array(z.object({ reason: z.string(), links: z.int(), before: z.int() })),
});

/** Zod's output of {@link QualityAnswer}. */
export type Quality = z.infer<typeof QualityAnswer>;

const paging = {
  limit: z.coerce.number().int().min(1).max(200).default(50),
  offset: z.coerce.number().int().min(0).max(10_000_000).default(0),
};

/** `GET /api/v1/identity/quality/customers`: the customers behind a figure. */
export const QualitySetQuestion = QualitySetReference.extend({ asOf, ...paging });

/** Zod's output of {@link QualitySetQuestion}. */
export type QualitySetAsked = z.infer<typeof QualitySetQuestion>;

/** A customer, or a visitor, as the lists show one. */
export const QualityCustomer = z.object({
  id: z.string(),
  /** The identifier that says most. */
  name: z.string(),
  identifiers: z.int(),
  /** Of them, those that name a customer. */
  naming: z.int(),
  firstSeen: z.string(),
  lastSeen: z.string(),
});

/** A page of customers behind a figure; of the sets by events and orders at most 10,000 can be listed. */
export const QualityCustomers = z.object({
  asOf: z.string(),
  total: z.int(),
  rows: z.array(QualityCustomer),
});

/** Zod's output of {@link QualityCustomers}. */
export type QualityCustomersPage = z.infer<typeof QualityCustomers>;

/** `GET /api/v1/identity/shared-devices`: the one with most customers first. */
export const SharedDevicesQuestion = z.object(paging);

/** A browser or device that passes from customer to customer. */
export const SharedDevice = z.object({
  type: z.string(),
  value: z.string(),
  kind: z.enum(["household", "till", "nobodys"]),
  /** How often it changed hands. */
  handovers: z.int(),
  lastSeen: z.string(),
  customers: z.int(),
  /** Whose it was, the one whose it is now first; at most 20. */
  owners: z.array(z.object({ id: z.string(), name: z.string() })),
});

/** Zod's output of {@link SharedDevice}. */
export type SharedDeviceRow = z.infer<typeof SharedDevice>;

/** A page of shared devices. */
export const SharedDevices = z.object({ total: z.int(), rows: z.array(SharedDevice) });

/** Zod's output of {@link SharedDevices}. */
export type SharedDevicesPage = z.infer<typeof SharedDevices>;
