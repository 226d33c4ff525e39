/** Who meets rules, of all customers at once: one question, each table read once. */
import { bound, join, profileOf, sql, type Sql } from "../../core/sql.ts";
import { lastAnswers } from "../consent/index.ts";
import { accountRows } from "./account-queries.ts";
import type { HandleId } from "../../core/ids.ts";
import type { Rule } from "./contract.ts";
import { FOLD_FROM, FOLD_TO } from "./fold.ts";
import { leafOutcome } from "./leaf-queries.ts";
import { allOutcome, anyOutcome, least, notOutcome, type Outcome } from "./outcome-queries.ts";
import { Plan } from "./plan.ts";
import type { OwnLeaf } from "./seen.ts";
import type { NumberedRule, Scope, Surroundings } from "./types.ts";

/** Later than any instant that the engine can show. */
const LATE = 10_000_000_000_000;

/**
 * Rows (profile_id UInt64, holds Array(UInt8) in the order of the rules, until Nullable(DateTime64(3)),
 * the least of all rules) of every customer of whom anything is known by the instant; and of those of
 * whom something is dated later only, who meet nothing until then. With handles, only their rows are
 * read, and the handles must be all of the customers wanted.
 */
export function membersSql(rules: readonly NumberedRule[], around: Surroundings, scope: Scope): Sql {
  const plan = new Plan(around, scope === "all" ? null : scope.handles);
  const first = plan.sources.event.aggregates.of(sql`min(t)`);
  const outcomes = rules.map(({ rule }) => compiled(rule, plan, []));
  const truths = outcomes.map(({ holds }) => sql`toUInt8(${holds})`);
  const isThere = sql`${first} <= ${around.moment.asOf}`;
  const due = sql`if(${isThere}, ${least(outcomes.map(({ until }) => until))}, ${first})`;
  return sql`WITH ${FOLD_FROM} AS fold_from, ${FOLD_TO} AS fold_to
    SELECT profile_id, arrayMap(h -> h AND ${isThere}, [${join(truths)}]) AS holds,
      if(${due} >= ${LATE}, NULL, fromUnixTimestamp64Milli(least(${due}, ${LATE}), 'UTC')) AS until
    FROM (${withLevels(plan, customers(plan))})`;
}

/**
 * Rows (profile_id, holds Array(UInt8), untils Array(Float64) in milliseconds, NEVER for never) of
 * conditions by themselves, in their order, of whom the handles are of.
 */
export function leavesSql(
  leaves: readonly OwnLeaf[],
  around: Surroundings,
  handles: readonly HandleId[],
): Sql {
  const plan = new Plan(around, handles);
  const outcomes = leaves.map((leaf) => compiled(leaf, plan, []));
  const rows = withLevels(plan, customers(plan));
  return sql`WITH ${FOLD_FROM} AS fold_from, ${FOLD_TO} AS fold_to
    SELECT profile_id, [${join(outcomes.map(({ holds }) => sql`toUInt8(${holds})`))}] AS holds,
      [${join(outcomes.map(({ until }) => sql`toFloat64(${until})`))}] AS untils
    FROM (${rows})`;
}

type Node = Outcome & { readonly level: number };

/** A rule as columns of truths and instants; each level stands on those below it. */
function compiled(rule: Rule, plan: Plan, within: readonly number[]): Node {
  if ("all" in rule || "any" in rule) {
    const parts = ("all" in rule ? rule.all : rule.any).map((part) => compiled(part, plan, within));
    const level = 1 + Math.max(...parts.map((part) => part.level));
    return kept(plan, level, "all" in rule ? allOutcome(parts) : anyOutcome(parts));
  }
  if ("not" in rule) {
    const part = compiled(rule.not, plan, within);
    return { ...notOutcome(part), level: part.level };
  }
  if ("segment" in rule) {
    const other = plan.around.segments.get(rule.segment);
    if (!other || within.includes(rule.segment))
      throw new TypeError(`segment ${rule.segment} cannot be asked for`);
    return compiled(other, plan, [...within, rule.segment]);
  }
  const { level = 0, ...outcome } = leafOutcome(rule, plan);
  return kept(plan, level, outcome);
}

function kept(plan: Plan, level: number, { holds, until }: Outcome): Node {
  return { level, holds: plan.column(level, holds), until: plan.column(level, sql`toInt64(${until})`) };
}

function withLevels(plan: Plan, rows: Sql): Sql {
  return plan.levels.reduce((below, level) => sql`SELECT * ${level.list} FROM (${below})`, rows);
}

/** A row a customer, with all that conditions need of them. */
function customers(plan: Plan): Sql {
  const { handles, sources, around } = plan;
  const { order, refund, event } = sources;
  const rows: Sql[] = [];
  if (!order.isEmpty) rows.push(sql`(${order.rows(handles)}) AS orders`);
  if (!refund.isEmpty) rows.push(sql`(${refund.rows(handles)}) AS refunds`);
  if (!plan.traits.isEmpty) rows.push(sql`(${traitRows(plan)}) AS traits`);
  if (!plan.consents.isEmpty) {
    const answers = lastAnswers(around.moment.asOf, handles);
    rows.push(
      sql`(SELECT profile_id ${plan.consents.list} FROM (${answers}) GROUP BY profile_id) AS consents`,
    );
  }
  if (plan.figureNames.length > 0) {
    rows.push(sql`(${around.figures.rows(plan.figureNames, handles ?? undefined)}) AS figures`);
  }
  if (!plan.moves.isEmpty && around.moves) {
    const moves = sql`SELECT profile_id ${plan.moves.list} FROM (${around.moves(handles)}) GROUP BY profile_id`;
    rows.push(sql`(${moves}) AS moves`);
  }
  if (!plan.accounts.isEmpty) rows.push(sql`(${accountRows(plan, plan.accounts)}) AS accounts`);
  const joined = rows.map((row) => sql` LEFT JOIN ${row} USING (profile_id)`);
  const all = event.isEmpty && handles ? whoseAre(handles) : event.rows(handles);
  return sql`SELECT * FROM (${all}) AS events${join(joined, "")}`;
}

/** Rows (profile_id) of whom the handles are of: where nothing is asked of events, they need not be read. */
function whoseAre(handles: readonly HandleId[]): Sql {
  return sql`SELECT DISTINCT ${profileOf(sql`handle`)} AS profile_id
    FROM (SELECT arrayJoin(${bound("Array(UInt64)", handles)}) AS handle)`;
}

function traitRows({ traits, traitNames, handles }: Plan): Sql {
  const whose = handles ? sql`handle_id IN ${bound("Array(UInt64)", handles)}` : sql`1`;
  return sql`SELECT profile_id ${traits.list}
    FROM (SELECT ${profileOf(sql`handle_id`)} AS profile_id, toUnixTimestamp64Milli(at) AS t, message_id AS id, name, value, trust
      FROM trait WHERE ${whose} AND name IN ${bound("Array(String)", [...traitNames])})
    GROUP BY profile_id`;
}
