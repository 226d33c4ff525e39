import type { Facts } from "../../core/facts.ts";
import type { HandleId, ProfileId } from "../../core/ids.ts";
import type { Json } from "../../core/json.ts";
import { bound, sql, type Sql } from "../../core/sql.ts";
import { NEVER, type Movement } from "../../core/customer-figures-port.ts";
import { groupCalls } from "./account-queries.ts";
import type { Matcher } from "./contract.ts";
import type { History, Move, Row, SaidConsent, SaidTrait } from "./history.ts";
import { checkoutsOf, eventsOf, MOST } from "./history-rows-queries.ts";
import { matches } from "./matcher-queries.ts";
import { topKey, topMoves, topRows } from "./set-queries.ts";
import type { Needs, Surroundings } from "./types.ts";

const OPTIONS = { lane: "interactive" } as const;

/** What one customer, by all handles, did and said, as far as rules with these needs look at it. */
export async function historyOf(
  facts: Facts,
  handles: readonly HandleId[],
  around: Surroundings,
  needs: Needs,
): Promise<History> {
  const whose = sql`handle_id IN ${bound("Array(UInt64)", handles)}`;
  const profileId = Math.min(...handles) as ProfileId;
  const { figures } = around;
  const [firstAt, event, order, refund, traits, consents, movements, moves, calls, lists, personas, tops] =
    await Promise.all([
      firstAtOf(facts, whose),
      eventsOf(facts, whose, needs.events),
      needs.orders ? checkoutsOf(facts, "order", whose, around) : [],
      needs.refunds ? checkoutsOf(facts, "refund", whose, around) : [],
      needs.traits.size > 0 ? traitsOf(facts, whose, [...needs.traits]) : [],
      needs.consents ? consentsOf(facts, whose) : [],
      needs.figures.size > 0 ? movementsOf(facts, figures.movements(handles)) : [],
      around.moves && needs.moves.size > 0 ? movesOf(facts, around.moves(handles), profileId) : [],
      needs.accounts ? groupCalls(facts, whose) : [],
      setsOf(facts, (id: number) => around.lists.get(id), needs.lists, profileId),
      setsOf(facts, around.personas, needs.personas, profileId),
      topsOf(facts, around, needs.tops, profileId),
    ]);
  const rows = { event, order, refund };
  const known = new Map<Matcher, readonly Row[]>();
  const found = (matcher: Matcher): readonly Row[] => {
    const own =
      known.get(matcher) ?? rows[matcher.what].filter((row) => matches(matcher, around.moment, row));
    known.set(matcher, own);
    return own;
  };
  return { profileId, firstAt, found, traits, consents, movements, moves, calls, lists, personas, tops };
}

async function firstAtOf(facts: Facts, whose: Sql): Promise<number> {
  const [row] = await facts.query<{ first: string }>(
    sql`SELECT toString(minOrNull(toUnixTimestamp64Milli(at))) AS first FROM event WHERE ${whose}`,
    OPTIONS,
  );
  return row?.first ? Number(row.first) : Number.POSITIVE_INFINITY;
}

async function traitsOf(facts: Facts, whose: Sql, names: readonly string[]): Promise<SaidTrait[]> {
  const rows = await facts.query<{
    name: string;
    t: string;
    value: string;
    trust: SaidTrait["trust"];
    id: string;
  }>(
    sql`SELECT name, toUnixTimestamp64Milli(at) AS t, value, trust, message_id AS id
      FROM trait WHERE ${whose} AND name IN ${bound("Array(String)", names)} LIMIT ${MOST}`,
    OPTIONS,
  );
  return rows.map(({ t, value, ...rest }) => ({ ...rest, at: Number(t), value: JSON.parse(value) as Json }));
}

async function consentsOf(facts: Facts, whose: Sql): Promise<SaidConsent[]> {
  type Answer = {
    handle: string;
    t: string;
    answer: string;
    preferences: Record<string, number>;
    trust: SaidConsent["trust"];
  };
  const rows = await facts.query<Answer>(
    sql`SELECT handle_id AS handle, toUnixTimestamp64Milli(at) AS t, answer, preferences, trust
      FROM consent WHERE ${whose} LIMIT ${MOST}`,
    OPTIONS,
  );
  return rows.map(({ handle, t, answer, preferences, trust }) => ({
    handle: Number(handle),
    at: Number(t),
    answer: Number(answer),
    preferences: Object.fromEntries(
      Object.entries(preferences).map(([key, granted]) => [key, granted === 1]),
    ),
    trust,
  }));
}

async function movementsOf(facts: Facts, question: Sql): Promise<Movement[]> {
  type Told = { t: string; ten_thousandths: string | null; bought: number };
  const rows = await facts.query<Told>(question, OPTIONS);
  return rows.map(({ t, ten_thousandths: revenue, bought }) => ({
    at: Number(t),
    revenue: revenue === null ? null : BigInt(revenue),
    bought: bought === 1,
  }));
}

async function movesOf(facts: Facts, moves: Sql, profileId: ProfileId): Promise<Move[]> {
  const rows = await facts.query<{ segment_id: number | string; t: string; entered: number }>(
    sql`SELECT segment_id, t, entered FROM (${moves}) WHERE profile_id = ${bound("UInt64", profileId)} ORDER BY t`,
    OPTIONS,
  );
  return rows.map(({ segment_id: segment, t, entered }) => ({
    segment: Number(segment),
    at: Number(t),
    entered: entered === 1,
  }));
}

async function setsOf<Id>(
  facts: Facts,
  setOf: (id: Id) => Sql | undefined,
  wanted: ReadonlySet<Id>,
  profileId: ProfileId,
): Promise<ReadonlySet<Id>> {
  const found = await Promise.all(
    [...wanted].map(async (id) => {
      const set = setOf(id);
      if (!set) return [];
      const rows = await facts.query(
        sql`SELECT 1 AS one FROM (${set}) WHERE profile_id = ${bound("UInt64", profileId)} LIMIT 1`,
        OPTIONS,
      );
      return rows.length > 0 ? [id] : [];
    }),
  );
  return new Set(found.flat());
}

async function topsOf(
  facts: Facts,
  { figures }: Surroundings,
  wanted: Needs["tops"],
  profileId: ProfileId,
): Promise<History["tops"]> {
  const found = wanted.map(async (top) => {
    const [row] = await facts.query<{ isIn: number; until: string }>(
      sql`SELECT ${bound("UInt64", profileId)} IN (${topRows(top, figures)}) AS isIn, ${topMoves(top, figures)} AS until`,
      OPTIONS,
    );
    return [topKey(top), { isIn: row?.isIn === 1, until: Number(row?.until ?? NEVER) }] as const;
  });
  return new Map(await Promise.all(found));
}
