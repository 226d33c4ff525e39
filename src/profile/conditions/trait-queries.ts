/** What is known of a customer's traits: for the engine and in memory, side by side. */
import { NEVER } from "../../core/customer-figures-port.ts";
import { sql } from "../../core/sql.ts";
import { comparison } from "./compare-queries.ts";
import type { Is } from "./contract.ts";
import type { SaidTrait } from "./history.ts";
import type { Moment } from "./moment.ts";
import { least, type Outcome, type Verdict } from "./outcome-queries.ts";
import type { Columns } from "./plan-queries.ts";

/** For the engine: what counts of what was said is the greatest by this. */
export const WINS = sql`(trust = 'trusted', t, id, value)`;

/**
 * For the engine, over rows (name, value, trust, t, id) of what was said: the last update wins, of
 * equals that of the greater message id, and a claim never over a trusted source.
 */
export function traitOutcome(aggregates: Columns, name: string, is: Is, moment: Moment): Outcome {
  const { asOf } = moment;
  const value = aggregates.of(sql`argMaxIf(value, ${WINS}, name = ${name} AND t <= ${asOf})`);
  const next = aggregates.of(sql`minOrNullIf(t, name = ${name} AND t > ${asOf})`);
  const { holds, until } = comparison(is, moment).sql({ shape: "json", sql: value });
  return { holds, until: least([until, sql`ifNull(${next}, ${NEVER})`]) };
}

/** {@link traitOutcome} in memory, of any number of customers. */
export function traitReading(name: string, is: Is, moment: Moment): (said: readonly SaidTrait[]) => Verdict {
  const compared = comparison(is, moment);
  return (said) => {
    const own = said.filter((one) => one.name === name);
    const { holds, until } = compared.of(winnerOf(own, moment.asOf)?.value, "json");
    const next = own.filter(({ at }) => at > moment.asOf).map(({ at }) => at);
    return { holds, until: Math.min(until, ...next) };
  };
}

/** What counts of what was said of one trait, as of an instant. */
export function winnerOf(said: readonly SaidTrait[], asOf: number): SaidTrait | undefined {
  return said
    .filter(({ at }) => at <= asOf)
    .reduce<SaidTrait | undefined>(
      (best, one) => (best === undefined || wins(one, best) ? one : best),
      undefined,
    );
}

function wins(one: SaidTrait, other: SaidTrait): boolean {
  if (one.trust !== other.trust) return one.trust === "trusted";
  if (one.at !== other.at) return one.at > other.at;
  if (one.id !== other.id) return one.id > other.id;
  return JSON.stringify(one.value) > JSON.stringify(other.value);
}
