/** `/api/v1/figures/rfm…`: customers by recency, frequency and monetary value, and by value tier. */
import { z } from "zod";
import { VALUE_TIERS } from "../../core/figures-port.ts";
import { Basis, Instant, Restatement, figureQuestion } from "../basis/contract.ts";
import { BUYER_KINDS, RFM_CELLS } from "./cells.ts";
import { ThresholdsNow } from "./thresholds-contract.ts";

export { BUYER_KINDS, RFM_CELLS } from "./cells.ts";
export type { RfmCell } from "./cells.ts";

/** How far back customers are compared: since the month began, or a month, a quarter, a year earlier. */
export const BACKS = ["this_month", "month", "quarter", "year"] as const;

/** One of {@link BACKS}. */
export type Back = (typeof BACKS)[number];

const Back = z.enum(BACKS);
const Cell = z.enum(RFM_CELLS);
const Tier = z.enum(VALUE_TIERS);
const Kind = z.enum(BUYER_KINDS);

/** So many customers, and what they paid so far net of refunds, decimal text. */
const Counted = z.object({ customers: z.number().int(), revenue: z.string() });

/** `GET /api/v1/figures/rfm`: what can be asked is the basis only. */
export const rfmQuestion = figureQuestion;

/** One square of the map: a class of recency and one of frequency. */
const Square = Counted.extend({ r: z.number().int(), f: z.number().int(), cell: Cell });

/** A value tier as of the instant; it begins at `from`, null for the lowest and where nobody brought anything. */
const TierRow = Counted.extend({ tier: Tier, from: z.string().nullable() });

/** The answer. Without thresholds there are no squares, cells or kinds; tiers need none. */
export const RfmAnswer = z.object({
  basis: Basis,
  definition: z.literal("rfm"),
  /** Customers with an order that counts. */
  customers: z.number().int(),
  revenue: z.string(),
  /** So many customers are needed to take thresholds from the data. */
  needed: z.number().int(),
  thresholds: ThresholdsNow.nullable(),
  squares: z.array(Square),
  cells: z.array(Counted.extend({ cell: Cell })),
  tiers: z.array(TierRow),
  kinds: z.array(Counted.extend({ kind: Kind })),
  /** Customers whose every order lacks an exchange rate: they have no class of monetary value. */
  unknownValue: z.number().int(),
  /** What came after the day of the instant was closed and changed the figures; null where nothing did. */
  restated: Restatement.nullable(),
});

/** Zod's output of {@link RfmAnswer}. */
export type Rfm = z.infer<typeof RfmAnswer>;

/** `GET /api/v1/figures/rfm/flows`. */
export const flowsQuestion = figureQuestion.extend({ back: Back.default("month") });

/** Zod's output of {@link flowsQuestion}. */
export type FlowsQuestion = z.infer<typeof flowsQuestion>;

/** The answer: from where to where customers moved; `from` null: no order that counts yet by then. */
export const FlowsAnswer = z.object({
  basis: Basis,
  definition: z.literal("rfm_flows"),
  back: Back,
  /** The earlier instant. */
  before: Instant,
  cells: z.array(z.object({ from: Cell.nullable(), to: Cell, customers: z.number().int() })),
  tiers: z.array(z.object({ from: Tier.nullable(), to: Tier, customers: z.number().int() })),
  /** From which value on customers are of high, of medium value; null where nobody brought anything. */
  tierFrom: z.object({
    before: z.object({ high: z.string().nullable(), medium: z.string().nullable() }),
    now: z.object({ high: z.string().nullable(), medium: z.string().nullable() }),
  }),
  movedDown: Counted,
  movedUp: Counted,
  /** What changed the figures of the earlier instant since; null where nothing did. */
  restated: Restatement.nullable(),
});

/** Zod's output of {@link FlowsAnswer}. */
export type Flows = z.infer<typeof FlowsAnswer>;
