/** What a customer agreed to: for the engine and in memory, side by side. */
import { NEVER } from "../../core/customer-figures-port.ts";
import { sql } from "../../core/sql.ts";
import { settle, settledIn } from "../consent/index.ts";
import type { SaidConsent } from "./history.ts";
import type { Outcome, Verdict } from "./outcome-queries.ts";
import type { Columns } from "./plan-queries.ts";

/** For the engine, over rows of the last answers of each handle and trust. */
export function consentOutcome(aggregates: Columns, category: string, is: string): Outcome {
  const state = settledIn(category, (expression) => aggregates.of(expression));
  const next = aggregates.of(sql`min(next)`);
  return { holds: sql`(${state} = ${is})`, until: sql`ifNull(${next}, ${NEVER})` };
}

/** {@link consentOutcome} in memory. */
export function consentVerdict(
  said: readonly SaidConsent[],
  category: string,
  is: string,
  asOf: number,
): Verdict {
  const settled = settle(lastOfEach(said, asOf)).get(category);
  const state = settled === undefined ? "unknown" : settled.granted ? "granted" : "refused";
  const next = said.filter(({ at }) => at > asOf).map(({ at }) => at);
  return { holds: state === is, until: Math.min(NEVER, ...next) };
}

/** The last answer of each handle and trust, in the order of handles. */
export function lastOfEach(said: readonly SaidConsent[], asOf: number): SaidConsent[] {
  const last = new Map<string, SaidConsent>();
  for (const one of said) {
    const key = `${one.handle} ${one.trust}`;
    const known = last.get(key);
    const isLater = !known || one.at > known.at || (one.at === known.at && one.answer > known.answer);
    if (one.at <= asOf && isLater) last.set(key, one);
  }
  return [...last.values()].toSorted((left, right) => left.handle - right.handle);
}
