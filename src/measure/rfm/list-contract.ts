/** `GET /api/v1/figures/rfm/customers`: the customers behind a square, a cell, a tier, a kind or a move. */
import { z } from "zod";
import { VALUE_TIERS } from "../../core/figures-port.ts";
import { Basis, Instant, figureQuestion } from "../basis/contract.ts";
import { BUYER_KINDS, RFM_CELLS } from "./cells.ts";
import { BACKS } from "./contract.ts";

const Back = z.enum(BACKS);
const Cell = z.enum(RFM_CELLS);
const Tier = z.enum(VALUE_TIERS);
const Kind = z.enum(BUYER_KINDS);
const Class = z.coerce.number().int().min(1).max(5);

/** Which customers, precisely enough to open them; `none`: no order that counts yet by the earlier instant. */
export const RfmSet = z.object({
  r: Class.optional(),
  f: Class.optional(),
  m: Class.optional(),
  cell: Cell.optional(),
  tier: Tier.optional(),
  kind: Kind.optional(),
  back: Back.optional(),
  fromCell: z.enum([...RFM_CELLS, "none"]).optional(),
  fromTier: z.enum([...VALUE_TIERS, "none"]).optional(),
  /** Whose value tier is lower, or higher, than it was. */
  moved: z.enum(["down", "up"]).optional(),
});

/** Zod's output of {@link RfmSet}. */
export type RfmSet = z.infer<typeof RfmSet>;

/** `GET /api/v1/figures/rfm/customers` and, without paging, `…/customers.csv`. */
export const listQuestion = figureQuestion.extend(RfmSet.shape).extend({
  sort: z.enum(["revenue", "revenueBefore", "orders", "lastOrderAt"]).default("revenue"),
  descending: z.stringbool().default(true),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  offset: z.coerce.number().int().min(0).max(10_000_000).default(0),
});

/** Zod's output of {@link listQuestion}. */
export type ListQuestion = z.infer<typeof listQuestion>;

/** Where a customer stood at the earlier instant. */
const Before = z.object({ cell: Cell.nullable(), tier: Tier.nullable(), revenue: z.string().nullable() });

/** Why a value tier fell: they gave goods back, or others overtook them. */
export const FALLS = ["value_fell", "overtaken"] as const;

const ListRow = z.object({
  profileId: z.string(),
  /** What the customer is called; null where nothing is known but the number. */
  name: z.string().nullable(),
  /** Classes from 1 to 5; null without thresholds, `m` also where no amount has a rate. */
  r: z.number().int().nullable(),
  f: z.number().int().nullable(),
  m: z.number().int().nullable(),
  cell: Cell.nullable(),
  tier: Tier,
  orders: z.number().int(),
  /** So far, net of refunds, decimal text; null where no amount has a rate. */
  revenue: z.string().nullable(),
  lastOrderAt: z.string(),
  /** Absent unless the question looks back. */
  before: Before.nullable(),
  fell: z.enum(FALLS).nullable(),
  /** Category → granted or denied; a category that is absent was never asked. */
  consent: z.record(z.string(), z.enum(["granted", "denied"])),
});

/** One customer of the list. */
export type RfmCustomer = z.infer<typeof ListRow>;

/** The answer: `total` equals the figure. */
export const ListAnswer = z.object({
  basis: Basis,
  set: RfmSet,
  /** The earlier instant; null where the question does not look back. */
  before: Instant.nullable(),
  total: z.number().int(),
  /** What all of them paid so far, decimal text. */
  totalRevenue: z.string(),
  rows: z.array(ListRow),
  /** Consent categories that occur, in the order of their columns. */
  consentCategories: z.array(z.string()),
});

/** Zod's output of {@link ListAnswer}. */
export type RfmList = z.infer<typeof ListAnswer>;
