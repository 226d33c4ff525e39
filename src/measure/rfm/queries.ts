import type { Facts } from "../../core/facts.ts";
import type { FigureBasis } from "../basis/index.ts";
import { type TierThresholds, tierOf } from "../customers/index.ts";
import { type Sql, sql } from "../../core/sql.ts";
import type { ValueTier } from "../../core/figures-port.ts";
import { BUYER_KINDS, type BuyerKind } from "./cells.ts";
import { BEFORE, buyers, kindSql, NOW, squareSql } from "./classes-queries.ts";
import type { Thresholds } from "./thresholds-contract.ts";

/** Every page of the figure waits for these. */
const PATIENT = { timeout: 120 } as const;

/** What the values of all customers say of thresholds: milliseconds of last orders, decimal text. */
export type Spread = {
  readonly customers: number;
  /** Last orders at the fifths, the latest first. */
  readonly lasts: readonly number[];
  /** Revenue at the fifths, rising; empty where none is known. */
  readonly paid: readonly string[];
  /** The middle value of those who ordered once; null where nobody did. */
  readonly oneTime: string | null;
};

/** The fifths of all customers: values that occurred, so that equals are never parted. */
export async function spreadOf(facts: Facts, basis: FigureBasis): Promise<Spread> {
  const [row] = await facts.query<{ customers: string; lasts: string[]; fifths: string[]; once: string[] }>(
    sql`
    SELECT count() AS customers,
      arrayReverseSort(groupArray(last)) AS by_last, arraySort(groupArrayIf(assumeNotNull(paid), paid IS NOT NULL)) AS by_paid,
      arraySort(groupArrayIf(assumeNotNull(paid), paid IS NOT NULL AND orders = 1)) AS by_once,
      arrayMap(k -> toString(by_last[intDiv(k * length(by_last) + 4, 5)]), [1, 2, 3, 4]) AS lasts,
      arrayMap(k -> toString(by_paid[intDiv(k * length(by_paid), 5) + 1]), if(empty(by_paid), [], [1, 2, 3, 4])) AS fifths,
      if(empty(by_once), [], [toString(by_once[intDiv(length(by_once), 2) + 1])]) AS once
    FROM (${buyers(basis, null)}) AS spread`,
    PATIENT,
  );
  return {
    customers: Number(row?.customers ?? 0),
    lasts: (row?.lasts ?? []).map(Number),
    paid: row?.fifths ?? [],
    oneTime: row?.once[0] ?? null,
  };
}

/** What customers are measured by as of an instant; thresholds are absent where there is too little data. */
export type Scale = { readonly thresholds: Thresholds | null; readonly tiers: TierThresholds };

/** Customers of one square, tier and kind; square 0 and kind null where there are no thresholds. */
export type Counts = {
  readonly square: number;
  readonly tier: ValueTier;
  readonly kind: BuyerKind | null;
  readonly known: boolean;
  readonly customers: number;
  /** Decimal text. */
  readonly revenue: string;
};

const NONE: Sql = sql`toUInt8(0)`;

/** All customers by their classes. */
export async function classCounts(
  facts: Facts,
  basis: FigureBasis,
  { thresholds, tiers }: Scale,
): Promise<Counts[]> {
  const rows = await facts.query<Record<"square" | "known" | "kind", number> & Record<string, string>>(
    sql`
    SELECT ${thresholds ? squareSql(NOW, basis.asOf, thresholds) : NONE} AS square, ${tierOf(sql`paid`, tiers)} AS tier,
      ${thresholds ? kindSql(NOW, thresholds) : NONE} AS kind, paid IS NOT NULL AS known,
      count() AS customers, toString(sum(ifNull(paid, 0))) AS revenue
    FROM (${buyers(basis, null)}) AS customer
    GROUP BY square, tier, kind, known ORDER BY square, tier, kind, known LIMIT 1000`,
    PATIENT,
  );
  return rows.map((row) => ({
    square: row.square,
    tier: row["tier"] as ValueTier,
    kind: thresholds ? (BUYER_KINDS[row.kind] ?? null) : null,
    known: row.known === 1,
    customers: Number(row["customers"]),
    revenue: row["revenue"] ?? "0",
  }));
}

/** Customers who were in one square and tier and are in another, or still there; null: no customer yet. */
export type Moves = {
  readonly from: { readonly square: number; readonly tier: ValueTier } | null;
  readonly to: { readonly square: number; readonly tier: ValueTier };
  readonly customers: number;
  /** So far, decimal text. */
  readonly revenue: string;
};

/** Where all customers were at an earlier instant, and where they are. */
export async function classMoves(
  facts: Facts,
  basis: FigureBasis,
  before: number,
  scale: { now: Scale; before: Scale },
): Promise<Moves[]> {
  const { thresholds } = scale.now;
  const rows = await facts.query<Record<"square" | "square_then", number> & Record<string, string>>(
    sql`
    SELECT ${thresholds ? squareSql(NOW, basis.asOf, thresholds) : NONE} AS square, ${tierOf(sql`paid`, scale.now.tiers)} AS tier,
      ${thresholds ? squareSql(BEFORE, before, thresholds) : NONE} AS square_then,
      if(orders_before = 0, '', ${tierOf(sql`paid_before`, scale.before.tiers)}) AS tier_then,
      count() AS customers, toString(sum(ifNull(paid, 0))) AS revenue
    FROM (${buyers(basis, before)}) AS customer
    GROUP BY square, tier, square_then, tier_then ORDER BY square, tier, square_then, tier_then LIMIT 20000`,
    PATIENT,
  );
  return rows.map((row) => ({
    from: row["tier_then"] ? { square: row.square_then, tier: row["tier_then"] as ValueTier } : null,
    to: { square: row.square, tier: row["tier"] as ValueTier },
    customers: Number(row["customers"]),
    revenue: row["revenue"] ?? "0",
  }));
}
