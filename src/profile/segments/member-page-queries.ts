/** A page of the members of a segment, in any order, in the facts. */
import type { FiguresAsOf } from "../../core/customer-figures-port.ts";
import type { AskOptions, Facts } from "../../core/facts.ts";
import { asId, type HandleId, type ProfileId } from "../../core/ids.ts";
import { bound, sql, type Sql } from "../../core/sql.ts";
import type { MEMBER_SORTS } from "./asked-contract.ts";
import { membersOf } from "./membership-queries.ts";

/** What members are ordered by. */
export type MemberSort = (typeof MEMBER_SORTS)[number];

/** Which members: those after the last one of the page before, among the given ones. */
export type MemberPage = {
  readonly sort: MemberSort;
  readonly descending: boolean;
  readonly after: { readonly key: number; readonly profile: number } | null;
  readonly among: readonly ProfileId[] | null;
  readonly limit: number;
};

/** A member, with what it was ordered by. */
export type PagedMember = { readonly profile: ProfileId; readonly since: number; readonly key: number };

const FIGURE_OF = { orders: "orders", revenue: "revenue", last_order: "last_order_at" } as const;
const isFigure = (sort: MemberSort): sort is keyof typeof FIGURE_OF => sort in FIGURE_OF;

/** A page of members; those who are equal by what is sorted stand by their number. */
export async function memberPage(
  facts: Facts,
  segment: number,
  page: MemberPage,
  options: AskOptions & { readonly figures?: FiguresAsOf } = {},
): Promise<PagedMember[]> {
  const { figures, ...ask } = options;
  const { sort, descending, limit } = page;
  const figured = figures && isFigure(sort) ? figures.rows([FIGURE_OF[sort]]) : null;
  const key = isFigure(sort)
    ? sql`toFloat64(ifNull(f.value_0, 0))`
    : sort === "since"
      ? sql`toFloat64(toUnixTimestamp64Milli(m.since))`
      : sql`toFloat64(m.profile_id)`;
  const rows = await facts.query<{ profile: string; t: string; key: number }>(
    sql`SELECT profile, t, key FROM (
          SELECT m.profile_id AS profile, toUnixTimestamp64Milli(m.since) AS t, ${key} AS key
          FROM (SELECT profile_id, since FROM membership FINAL
                WHERE segment_id = ${bound("UInt32", segment)} AND is_member = 1) AS m
          ${figured ? sql`LEFT JOIN (${figured}) AS f ON f.profile_id = m.profile_id` : sql``}
          WHERE ${page.among ? sql`m.profile_id IN ${bound("Array(UInt64)", page.among)}` : sql`1`}
        ) WHERE ${afterThe(page)}
        ORDER BY key ${descending ? sql`DESC` : sql`ASC`}, profile LIMIT ${limit}`,
    ask,
  );
  return rows.map((row) => ({
    profile: asId<ProfileId>(Number(row.profile)),
    since: Number(row.t),
    key: Number(row.key),
  }));
}

function afterThe({ after, descending }: MemberPage): Sql {
  if (!after) return sql`1`;
  const [key, profile] = [bound("Float64", after.key), bound("UInt64", after.profile)];
  const beyond = descending ? sql`key < ${key}` : sql`key > ${key}`;
  return sql`(${beyond} OR (key = ${key} AND profile > ${profile}))`;
}

/** How many of some customers are members. */
export async function countAmong(
  facts: Facts,
  segment: number,
  among: readonly ProfileId[],
): Promise<number> {
  const [row] = await facts.query<{ members: string }>(
    sql`SELECT count() AS members FROM (${membersOf(segment)})
        WHERE profile_id IN ${bound("Array(UInt64)", among)}`,
  );
  return Number(row?.members ?? 0);
}

/** What a customer bought so far. */
export type Bought = { readonly orders: number; readonly revenue: number; readonly lastOrder: number | null };

const BOUGHT = ["orders", "revenue", "last_order_at"];

/** What the owners of handles bought so far; who never did is left out. The last order is in milliseconds. */
export async function boughtSoFar(
  facts: Facts,
  figures: FiguresAsOf,
  handles: readonly HandleId[],
  options?: AskOptions,
): Promise<Map<ProfileId, Bought>> {
  if (handles.length === 0) return new Map();
  const rows = await facts.query<{ profile: string; orders: number; revenue: number; last: number | null }>(
    sql`SELECT profile_id AS profile, toFloat64(ifNull(value_0, 0)) AS orders,
          toFloat64(ifNull(value_1, 0)) AS revenue, CAST(value_2, 'Nullable(Float64)') AS last
        FROM (${figures.rows(BOUGHT, handles)})`,
    options,
  );
  return new Map(
    rows.map(({ profile, orders, revenue, last }) => [
      asId<ProfileId>(Number(profile)),
      { orders, revenue, lastOrder: last },
    ]),
  );
}
