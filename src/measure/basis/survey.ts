import type { Amount } from "./kept.ts";
import { DAY_MS } from "../../core/calendar.ts";
import type { RefundSurvey, SurveyRow } from "./queries.ts";

/** Silence of everybody for so long means that the data ended, not that all customers left. */
const ENDED_AFTER_MS = 30 * DAY_MS;

/** The orders that count, and the instant that figures are as of; milliseconds. */
export type Surveyed = {
  readonly counting: readonly SurveyRow[];
  readonly asOf: number;
  readonly orders: number;
  readonly first: number | null;
  readonly last: number;
  /** When the first of them was heard of. */
  readonly firstHeard: number | null;
};

/** Which of the orders count before the instant asked for, which is moved to the end of the data where it may be. */
export function survey(
  rows: readonly SurveyRow[],
  countsClaimed: boolean,
  asked: number,
  mayEnd: boolean,
): Surveyed {
  const counting = rows.filter((row) => countsClaimed || row.trust === "trusted");
  const last = Math.max(0, ...counting.map((row) => row.last));
  const ended = mayEnd && counting.length > 0 && asked - last > ENDED_AFTER_MS;
  return {
    counting,
    asOf: ended ? last + 1 : asked,
    orders: counting.reduce((sum, row) => sum + row.orders, 0),
    first: counting.length > 0 ? Math.min(...counting.map((row) => row.first)) : null,
    last,
    firstHeard: counting.length > 0 ? Math.min(...counting.map((row) => row.heard)) : null,
  };
}

/** How much data that is: what is kept for a while is kept for this. */
export function amountOf(
  { asOf, orders, counting, last }: Surveyed,
  refunds: readonly RefundSurvey[],
  { moved, mark }: { moved: number; mark: string },
): Amount {
  const all = [...counting, ...refunds].map((row) => row.versions);
  return {
    asOf,
    orders,
    refunds: refunds.reduce((sum, row) => sum + row.refunds, 0),
    moved,
    mark: [orders, last, refunds.length, moved, mark, ...all].join(" "),
  };
}
