/** What was said of many customers at once: traits, answers to requests for consent, orders, moves, lists. */
import type { Movement } from "../../core/customer-figures-port.ts";
import type { HandleId, ProfileId } from "../../core/ids.ts";
import type { Json } from "../../core/json.ts";
import { bound, profileOf, sql } from "../../core/sql.ts";
import type { Move, SaidConsent, SaidTrait } from "./history.ts";
import type { WholeLeaf } from "./seen.ts";
import type { Asked } from "./seen-queries.ts";
import { leavesSql } from "./members-queries.ts";
import type { Verdict } from "./outcome-queries.ts";
import { WINS } from "./trait-queries.ts";

/** Lists by customer. */
export type Of<Held> = ReadonlyMap<ProfileId, readonly Held[]>;

function grouped<Row, Held>(
  rows: readonly Row[],
  whose: (row: Row) => string | number,
  shown: (row: Row) => Held,
): Map<ProfileId, Held[]> {
  const all = new Map<ProfileId, Held[]>();
  for (const row of rows) {
    const id = Number(whose(row)) as ProfileId;
    const own = all.get(id);
    if (own) own.push(shown(row));
    else all.set(id, [shown(row)]);
  }
  return all;
}

const theirs = (handles: readonly HandleId[]) => sql`handle_id IN ${bound("Array(UInt64)", handles)}`;

/** Of each trait what counts by now, and that something is dated later. */
export async function traitsOfMany(
  { facts, around, handles, options }: Asked,
  names: readonly string[],
): Promise<Of<SaidTrait>> {
  const { asOf } = around.moment;
  type Row = {
    profile: string;
    name: string;
    known: number;
    best: string;
    best_at: string;
    next: string | null;
  };
  const rows = await facts.query<Row>(
    sql`SELECT profile_id AS profile, name, countIf(t <= ${asOf}) > 0 AS known, argMaxIf(value, ${WINS}, t <= ${asOf}) AS best,
        maxIf(t, t <= ${asOf}) AS best_at, minOrNullIf(t, t > ${asOf}) AS next
      FROM (SELECT ${profileOf(sql`handle_id`)} AS profile_id, toUnixTimestamp64Milli(at) AS t, message_id AS id, name, value, trust
        FROM trait WHERE ${theirs(handles)} AND name IN ${bound("Array(String)", names)})
      GROUP BY profile_id, name`,
    options,
  );
  const said = rows.flatMap((row) => {
    const told = { profile: row.profile, name: row.name, trust: "trusted" as const, id: "" };
    return [
      ...(row.known === 1 ? [{ ...told, at: Number(row.best_at), value: JSON.parse(row.best) as Json }] : []),
      ...(row.next === null ? [] : [{ ...told, at: Number(row.next), value: null }]),
    ];
  });
  return grouped(
    said,
    ({ profile }) => profile,
    (trait) => trait,
  );
}

/** All answers to requests for consent. */
export async function consentsOfMany({ facts, handles, options }: Asked): Promise<Of<SaidConsent>> {
  type Row = {
    profile: string;
    handle: string;
    t: string;
    answer: string;
    preferences: Record<string, number>;
    trust: SaidConsent["trust"];
  };
  const rows = await facts.query<Row>(
    sql`SELECT ${profileOf(sql`handle_id`)} AS profile, handle_id AS handle, toUnixTimestamp64Milli(at) AS t, answer, preferences, trust
      FROM consent WHERE ${theirs(handles)}`,
    options,
  );
  return grouped(
    rows,
    ({ profile }) => profile,
    ({ handle, t, answer, preferences, trust }) => ({
      ...{ handle: Number(handle), at: Number(t), answer: Number(answer), trust },
      preferences: Object.fromEntries(Object.entries(preferences).map(([key, yes]) => [key, yes === 1])),
    }),
  );
}

/** The orders and refunds that figures count. */
export async function movementsOfMany({ facts, around, handles, options }: Asked): Promise<Of<Movement>> {
  type Row = { customer: string; t: string; ten_thousandths: string | null; bought: number };
  const rows = await facts.query<Row>(around.figures.movements(handles), options);
  return grouped(
    rows,
    ({ customer }) => customer,
    ({ t, ten_thousandths: revenue, bought }) => ({
      ...{ at: Number(t), bought: bought === 1 },
      revenue: revenue === null ? null : BigInt(revenue),
    }),
  );
}

/** Entries into segments and exits, ascending. */
export async function movesOfMany(
  { facts, around, handles, options }: Asked,
  segments: readonly number[],
): Promise<Of<Move>> {
  if (!around.moves) return new Map();
  const rows = await facts.query<{ profile: string; segment: number; t: string; entered: number }>(
    sql`SELECT profile_id AS profile, segment_id AS segment, t, entered FROM (${around.moves(handles)})
      WHERE segment_id IN ${bound("Array(UInt64)", segments)} ORDER BY t`,
    options,
  );
  return grouped(
    rows,
    ({ profile }) => profile,
    ({ segment, t, entered }) => ({ segment: Number(segment), at: Number(t), entered: entered === 1 }),
  );
}

/** On which of the lists customers are. */
export async function listsOfMany(
  { facts, around, handles, options }: Asked,
  lists: readonly number[],
): Promise<Of<number>> {
  const found: { profile: string; list: number }[] = [];
  for (const list of lists) {
    const members = around.lists.get(list);
    if (!members) throw new TypeError("no such set of customers");
    // oxlint-disable-next-line no-await-in-loop -- one after the other, so that others have their turn
    const rows = await facts.query<{ profile: string }>(
      sql`SELECT profile_id AS profile FROM (${members}) WHERE profile_id IN ${bound("Array(UInt64)", handles)}`,
      options,
    );
    found.push(...rows.map(({ profile }) => ({ profile, list })));
  }
  return grouped(
    found,
    ({ profile }) => profile,
    ({ list }) => list,
  );
}

/** How conditions come out that the engine answers itself, in their order. */
export async function wholeOfMany(
  { facts, around, handles, options }: Asked,
  leaves: readonly WholeLeaf[],
): Promise<Of<Verdict>> {
  const rows = await facts.query<{ profile_id: string; holds: number[]; untils: number[] }>(
    leavesSql(leaves, around, handles),
    options,
  );
  return new Map(
    rows.map(({ profile_id: id, holds, untils }) => [
      Number(id) as ProfileId,
      holds.map((held, nth) => ({ holds: held === 1, until: untils[nth] ?? 0 })),
    ]),
  );
}
