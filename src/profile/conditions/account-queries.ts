/**
 * The customer's account and what is told of it: for the engine and in memory, side by side. The account
 * is the last that an event of the customer's named; a trait of it is what the last group call of
 * anybody's that told it said. What only browsers and apps say counts where no trusted source said any.
 */
import type { Facts } from "../../core/facts.ts";
import { isJsonObject, type Json, type JsonObject } from "../../core/json.ts";
import { NEVER } from "../../core/customer-figures-port.ts";
import { bound, join, profileOf, sql, type Sql } from "../../core/sql.ts";
import { fixedComparison } from "./compare-queries.ts";
import type { Filter } from "./contract.ts";
import { fieldOf } from "./field-queries.ts";
import type { GroupCall, Row } from "./history.ts";
import { MOST } from "./history-rows-queries.ts";
import { NO_AMOUNTS } from "./matcher-queries.ts";
import type { Moment } from "./moment.ts";
import { least, type Outcome, type Verdict } from "./outcome-queries.ts";
import type { Columns } from "./plan-queries.ts";
import type { Plan } from "./plan.ts";
import type { Evidence } from "./types.ts";
import { atPath, known } from "./value-queries.ts";

const NAMED = { what: "event", where: [{ field: "account", is: { known: true } }] } as const;

/** For the engine; negative comparisons hold without an account, too. */
export function accountOutcome({ field, is }: Filter, { sources, accounts, around }: Plan): Outcome {
  const { asOf, timeZone } = around.moment;
  const { aggregates } = sources.event;
  const comparison = fixedComparison(is, timeZone);
  const flag = sources.event.flag(NAMED);
  const next = sql`ifNull(${aggregates.of(sql`minOrNullIf(t, ${flag} AND t > ${asOf})`)}, ${NEVER})`;
  if (field === "id") {
    const account = sources.event.value(NAMED, "account").sql;
    const trust = sources.event.value(NAMED, "trust").sql;
    const own = aggregates.of(
      sql`argMaxIf(${account}, (${trust} = 'trusted', t, id), ${flag} AND t <= ${asOf})`,
    );
    return { holds: comparison.sql({ shape: "text", sql: own }), until: next };
  }
  const { shape, sql: told } = fieldOf("event", field, around.moment, NO_AMOUNTS);
  const isTold = known({ shape, sql: told });
  const value = accounts.of(sql`argMaxIf(${told}, (trust = 'trusted', t, id), ${isTold} AND t <= ${asOf})`);
  const later = accounts.of(sql`minOrNullIf(t, ${isTold} AND t > ${asOf})`);
  return {
    holds: comparison.sql({ shape, sql: value }),
    until: least([next, sql`ifNull(${later}, ${NEVER})`]),
  };
}

/** For the engine: rows (profile_id, and what is told of the account), of those who have an account. */
export function accountRows({ handles, around }: Plan, columns: Columns): Sql {
  const { asOf } = around.moment;
  const whose = handles ? sql`handle_id IN ${bound("Array(UInt64)", handles)}` : sql`1`;
  const asked = handles
    ? sql`account IN (SELECT account FROM event WHERE ${whose} AND account != '')`
    : sql`account != ''`;
  return sql`SELECT profile_id, ${join(columns.names)} FROM (
      SELECT ${profileOf(sql`handle_id`)} AS profile_id, argMax(e.account, (trust = 'trusted', toUnixTimestamp64Milli(at), message_id)) AS account
      FROM event AS e WHERE ${whose} AND e.account != '' AND toUnixTimestamp64Milli(at) <= ${asOf} GROUP BY profile_id) AS own
    INNER JOIN (SELECT account ${columns.list}
      FROM (SELECT account, toUnixTimestamp64Milli(at) AS t, message_id AS id, trust, traits FROM event
        WHERE kind = 'group' AND ${asked}) GROUP BY account) AS told USING (account)`;
}

/** {@link accountOutcome} in memory, over the customer's events and the group calls of their accounts; by time. */
export function accountVerdict(
  { field, is }: Filter,
  events: readonly Row[],
  calls: readonly GroupCall[],
  moment: Moment,
): Verdict & { readonly evidence: readonly Evidence[] } {
  const { asOf, timeZone } = moment;
  const comparison = fixedComparison(is, timeZone);
  const naming = events.filter(({ columns }) => Boolean(columns["account"]));
  const last = lastBelieved(naming, asOf, ({ columns }) => columns["trust"]);
  const next = naming.find(({ at }) => at > asOf)?.at ?? NEVER;
  const evidence = last ? [{ what: "event", at: last.at, id: last.id }] : [];
  const account = last?.columns["account"];
  if (field === "id") return { holds: comparison.meets(account, "text"), until: next, evidence };
  const [, ...path] = field.split(".");
  const told = calls.filter(
    (call) => call.account === account && (atPath(call.traits, path) ?? null) !== null,
  );
  const winner = lastBelieved(told, asOf, ({ trust }) => trust);
  const later = told.find(({ at }) => at > asOf)?.at ?? NEVER;
  return {
    holds: comparison.meets(winner && atPath(winner.traits, path), "json"),
    until: Math.min(next, later),
    evidence: winner ? [...evidence, { what: "event", at: winner.at, id: winner.id }] : evidence,
  };
}

/** The last of rows by time, of trusted ones before all others. */
function lastBelieved<Said extends { readonly at: number }>(
  rows: readonly Said[],
  asOf: number,
  trustOf: (row: Said) => unknown,
): Said | undefined {
  return (
    rows.findLast((row) => row.at <= asOf && trustOf(row) === "trusted") ??
    rows.findLast(({ at }) => at <= asOf)
  );
}

/** The group calls of all accounts that a customer's events ever named, by time. */
export async function groupCalls(facts: Facts, whose: Sql): Promise<GroupCall[]> {
  const rows = await facts.query<Omit<GroupCall, "at" | "traits"> & { t: string; traits: string }>(
    sql`SELECT account, toUnixTimestamp64Milli(at) AS t, message_id AS id, trust, traits FROM event
      WHERE kind = 'group' AND account IN (SELECT account FROM event WHERE ${whose} AND account != '')
      ORDER BY t DESC, id DESC LIMIT ${MOST}`,
    { lane: "interactive" },
  );
  return rows
    .map(({ t, traits, ...call }) => ({ ...call, at: Number(t), traits: objectOf(traits) }))
    .toReversed();
}

function objectOf(text: string): JsonObject {
  const parsed = JSON.parse(text) as Json;
  return isJsonObject(parsed) ? parsed : {};
}
