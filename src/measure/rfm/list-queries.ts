import type { ValueTier } from "../../core/figures-port.ts";
import type { Facts } from "../../core/facts.ts";
import { type Sql, bound, join, sql } from "../../core/sql.ts";
import type { FigureBasis } from "../basis/index.ts";
import { tierOf } from "../customers/index.ts";
import { BUYER_KINDS } from "./cells.ts";
import {
  BEFORE,
  buyers,
  frequencySql,
  kindSql,
  monetarySql,
  NOW,
  recencySql,
  squareSql,
  squaresOf,
} from "./classes-queries.ts";
import type { ListQuestion, RfmSet } from "./list-contract.ts";
import type { Scale } from "./queries.ts";

/** One customer as the facts answer: milliseconds, decimal text; classes are 0 where there are none. */
export type ListedRow = {
  readonly id: number;
  readonly square: number;
  readonly m: number;
  readonly tier: ValueTier;
  readonly orders: number;
  readonly revenue: string | null;
  readonly last: number;
  /** Null where the question does not look back. */
  readonly before: {
    readonly square: number;
    /** Empty: no order that counted yet. */
    readonly tier: ValueTier | "";
    readonly revenue: string | null;
  } | null;
};

/** What a list is of: the set, the earlier instant if it looks back, and what customers are measured by. */
export type Listed = {
  readonly set: RfmSet;
  readonly before: number | null;
  readonly scale: { readonly now: Scale; readonly before: Scale | null };
};

const SORTS: Record<ListQuestion["sort"], Sql> = {
  revenue: sql`paid`,
  revenueBefore: sql`paid_before`,
  orders: sql`orders`,
  lastOrderAt: sql`last`,
};

/** A page of the customers of a set. */
export async function listBuyers(
  facts: Facts,
  basis: FigureBasis,
  listed: Listed,
  page: Pick<ListQuestion, "sort" | "descending" | "limit" | "offset">,
): Promise<ListedRow[]> {
  const sort = page.sort === "revenueBefore" && listed.before === null ? "revenue" : page.sort;
  const then =
    listed.before === null ? sql`` : sql`, square_then, tier_then, toString(paid_before) AS brought_then`;
  const rows = await facts.query<Record<string, string | number | null>>(sql`
    SELECT customer AS id, square, m, tier, orders, last, toString(paid) AS brought ${then}
    FROM (${classed(basis, listed)}) AS buyer WHERE ${conditionOf(listed)}
    ORDER BY ${SORTS[sort]} ${page.descending ? sql`DESC` : sql`ASC`} NULLS LAST, customer
    LIMIT ${page.limit} OFFSET ${page.offset}`);
  return rows.map((row) => ({
    id: Number(row["id"]),
    square: Number(row["square"]),
    m: Number(row["m"]),
    tier: row["tier"] as ValueTier,
    orders: Number(row["orders"]),
    revenue: text(row["brought"]),
    last: Number(row["last"]),
    before:
      listed.before === null
        ? null
        : {
            square: Number(row["square_then"]),
            tier: row["tier_then"] as ValueTier | "",
            revenue: text(row["brought_then"]),
          },
  }));
}

function text(value: string | number | null | undefined): string | null {
  return value === null || value === undefined ? null : String(value);
}

/** How many customers a set has, and what all of them brought. */
export async function countBuyers(
  facts: Facts,
  basis: FigureBasis,
  listed: Listed,
): Promise<{ total: number; revenue: string }> {
  const [row] = await facts.query<{ total: string; revenue: string }>(sql`
    SELECT count() AS total, toString(sum(ifNull(paid, 0))) AS revenue
    FROM (${classed(basis, listed)}) AS buyer WHERE ${conditionOf(listed)}`);
  return { total: Number(row?.total ?? 0), revenue: row?.revenue ?? "0" };
}

const NONE = sql`toUInt8(0)`;

/** Buyers with their classes, kind and tier, those of the earlier instant too where the list looks back. */
function classed(basis: FigureBasis, { before, scale }: Listed): Sql {
  const { thresholds, tiers } = scale.now;
  const then =
    before === null || scale.before === null
      ? sql``
      : sql`, ${thresholds ? squareSql(BEFORE, before, thresholds) : NONE} AS square_then,
        if(orders_before = 0, '', ${tierOf(sql`paid_before`, scale.before.tiers)}) AS tier_then`;
  const classes = thresholds
    ? [
        sql`${recencySql(NOW, basis.asOf, thresholds)} AS r, ${frequencySql(NOW, thresholds)} AS f`,
        sql`${monetarySql(NOW, thresholds)} AS m, ${squareSql(NOW, basis.asOf, thresholds)} AS square`,
        sql`${kindSql(NOW, thresholds)} AS kind`,
      ]
    : [sql`0 AS r, 0 AS f, 0 AS m, 0 AS square, 0 AS kind`];
  return sql`SELECT *, ${join(classes)}, ${tierOf(sql`paid`, tiers)} AS tier ${then} FROM (${buyers(basis, before)})`;
}

const RANKS = bound("Array(String)", ["other", "medium", "high"]);

function conditionOf({ set, before, scale }: Listed): Sql {
  const conditions: Sql[] = [];
  const { thresholds } = scale.now;
  const { r, f, m, cell, kind, tier, fromCell, fromTier, moved } = set;
  // Without thresholds there is nobody of any class.
  const classed = [r, f, m, cell, kind, fromCell].some((wanted) => wanted !== undefined);
  if (classed && !thresholds) return sql`0`;
  if (r !== undefined) conditions.push(sql`r = ${r}`);
  if (f !== undefined) conditions.push(sql`f = ${f}`);
  if (m !== undefined) conditions.push(sql`m = ${m}`);
  if (cell !== undefined) conditions.push(sql`square IN ${bound("Array(UInt64)", squaresOf(cell))}`);
  if (kind !== undefined) conditions.push(sql`kind = ${BUYER_KINDS.indexOf(kind)}`);
  if (tier !== undefined) conditions.push(sql`tier = ${tier}`);
  if (before === null) return join([sql`1`, ...conditions], " AND ");
  if (fromCell === "none" || fromTier === "none") conditions.push(sql`tier_then = ''`);
  else if (fromCell !== undefined) {
    conditions.push(sql`tier_then != '' AND square_then IN ${bound("Array(UInt64)", squaresOf(fromCell))}`);
  }
  if (fromTier !== undefined && fromTier !== "none") conditions.push(sql`tier_then = ${fromTier}`);
  if (moved) {
    const [now, then] = [sql`indexOf(${RANKS}, tier)`, sql`indexOf(${RANKS}, tier_then)`];
    conditions.push(
      sql`tier_then != '' AND ${moved === "down" ? sql`${now} < ${then}` : sql`${now} > ${then}`}`,
    );
  }
  return join([sql`1`, ...conditions], " AND ");
}
