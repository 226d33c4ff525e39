/** People at accounts: which account, how much they use it, who pays, and as what they were introduced. */
import type { CountedRows } from "../../core/counted-rows-port.ts";
import type { Facts } from "../../core/facts.ts";
import { bound, instant, profileOf, sql } from "../../core/sql.ts";
import { LONG } from "./moments-queries.ts";

/** An account with its people, as columns of one length. */
export type AccountRow = {
  readonly plan: string;
  readonly ids: readonly string[];
  readonly firstAts: readonly number[];
  readonly days: readonly number[];
  readonly orders: readonly number[];
  readonly paid: readonly number[];
  readonly titles: readonly string[];
};

const TITLES = ["title", "role", "job_title", "jobTitle", "job", "position"];
/** Other ways to pay than by an order that counts. */
const PAYS =
  "(?i)^(subscription (started|created|activated|renewed|upgraded)|invoice paid|payment (succeeded|completed)|plan upgraded)$";
/** What a company sends and books is no use of what it sells. */
const NO_USE = "(?i)^(email|sms|push|message|order|ticket|subscription|invoice|payment|plan) ";
const DAY_MS = 86_400_000;

/** How many people are known to be at an account. */
export async function peopleAtAccounts(facts: Facts, now: number): Promise<number> {
  const [row] = await facts.query<{ people: string }>(
    sql`SELECT uniq(${profileOf(sql`handle_id`)}) AS people FROM event WHERE account != '' AND at <= ${instant(now)}`,
    LONG,
  );
  return Number(row?.people ?? 0);
}

/** Streams accounts with their people. Somebody is at the account last named with them, trusted sources before all others. */
export function accounts(
  facts: Facts,
  rows: CountedRows,
  { now, usageDays, signal }: { now: number; usageDays: number; signal: AbortSignal },
): AsyncIterable<AccountRow[]> {
  const from = instant(now - usageDays * DAY_MS);
  return facts.stream<AccountRow>(
    sql`
    SELECT any(plans.plan) AS plan, groupArray(toString(customer)) AS ids, groupArray(first_at) AS firstAts,
      groupArray(toUInt32(used)) AS days, groupArray(toUInt32(bought.orders)) AS orders,
      groupArray(has_paid) AS paid, groupArray(titled.title) AS titles
    FROM (
      SELECT customer, argMaxIf(account, (trust = 'trusted', at, account), account != '') AS belongs,
        toFloat64(toUnixTimestamp64Milli(min(at))) AS first_at,
        uniqExactIf(toDate(at, ${rows.timeZone}), at > ${from} AND kind IN ('page', 'screen', 'track') AND NOT match(name, ${NO_USE})) AS used,
        toUInt8(max(kind = 'track' AND match(name, ${PAYS}))) AS has_paid
      FROM (SELECT ${profileOf(sql`handle_id`)} AS customer, at, kind, name, account, trust FROM event WHERE at <= ${instant(now)})
      GROUP BY customer HAVING belongs != '') AS people
    LEFT JOIN (SELECT customer, count() AS orders FROM (${rows.orders}) GROUP BY customer) AS bought USING (customer)
    LEFT JOIN (
      SELECT ${profileOf(sql`handle_id`)} AS customer, argMax(JSONExtractString(value), (trust = 'trusted', at, message_id)) AS title
      FROM trait WHERE name IN ${bound("Array(String)", TITLES)} AND at <= ${instant(now)} AND JSONExtractString(value) != ''
      GROUP BY customer) AS titled USING (customer)
    LEFT JOIN (
      SELECT account AS belongs, argMax(JSONExtractString(traits, 'plan'), (trust = 'trusted', at, message_id)) AS plan
      FROM event WHERE kind = 'group' AND account != '' AND at <= ${instant(now)} AND JSONHas(traits, 'plan')
      GROUP BY account) AS plans USING (belongs)
    GROUP BY belongs`,
    { ...LONG, signal },
  );
}
