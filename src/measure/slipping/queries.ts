import type { ValueTier } from "../../core/figures-port.ts";
import type { Facts } from "../../core/facts.ts";
import { type Sql, sql } from "../../core/sql.ts";
import type { FigureBasis } from "../basis/index.ts";
import { customersWithTimes, standing, type Scale } from "../customers/index.ts";
import type { SlippingQuestion } from "./contract.ts";

/** One customer who slips away; days, milliseconds, decimal text. */
export type SlippingFacts = {
  readonly id: number;
  readonly tier: ValueTier;
  readonly value: string | null;
  readonly orders: number;
  readonly last: number;
  readonly silent: number;
  readonly median: number | null;
  readonly threshold: number;
  readonly gaps: number;
};

const SORTS: Record<SlippingQuestion["sort"], Sql> = {
  value: sql`paid DESC NULLS LAST`,
  silence: sql`silent DESC`,
  overdue: sql`silent / threshold DESC`,
  lastOrderAt: sql`last DESC`,
};

/** A page of those who slip away. */
export async function slippingCustomers(
  facts: Facts,
  basis: FigureBasis,
  scale: Scale,
  page: Pick<SlippingQuestion, "sort" | "tier" | "limit"> & { offset: number },
): Promise<SlippingFacts[]> {
  const rows = await facts.query<Record<keyof SlippingFacts, string | number | null>>(sql`
    ${slipping(basis, scale, page.tier)}
    SELECT customer AS id, tier, toString(paid) AS value, orders, last, silent, threshold, length(gaps) AS gaps,
      if(empty(slipping.gaps), NULL, arrayReduce('quantileExact(0.5)', slipping.gaps)) AS median
    FROM slipping ORDER BY ${SORTS[page.sort]}, customer LIMIT ${page.limit} OFFSET ${page.offset}`);
  return rows.map((row) => ({
    id: Number(row.id),
    tier: row.tier as ValueTier,
    value: row.value === null ? null : String(row.value),
    orders: Number(row.orders),
    last: Number(row.last),
    silent: Number(row.silent),
    median: row.median === null ? null : Number(row.median),
    threshold: Number(row.threshold),
    gaps: Number(row.gaps),
  }));
}

/** How many slip away, and what they brought so far together. */
export async function slippingTotal(
  facts: Facts,
  basis: FigureBasis,
  scale: Scale,
  tier: ValueTier | undefined,
): Promise<{ total: number; value: string }> {
  const [row] = await facts.query<{ total: string; value: string }>(sql`
    ${slipping(basis, scale, tier)} SELECT count() AS total, toString(ifNull(sum(paid), 0)) AS value FROM slipping`);
  return { total: Number(row?.total ?? 0), value: row?.value ?? "0" };
}

function slipping(basis: FigureBasis, scale: Scale, tier: ValueTier | undefined): Sql {
  return sql`${customersWithTimes(basis, scale.tiers, tier ? { tiers: [tier] } : {})},
    slipping AS (
      SELECT *, ${standing(basis, scale.groupP90Days)} FROM customers WHERE state = 'slipping')`;
}
