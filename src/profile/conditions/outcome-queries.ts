/** Whether something holds and until when that is sure: for the engine and in memory, side by side. */
import { NEVER } from "../../core/customer-figures-port.ts";
import { join, sql, type Sql } from "../../core/sql.ts";

/** For the engine: a truth, and an instant in milliseconds (`NEVER` where nothing changes by itself). */
export type Outcome = { readonly holds: Sql; readonly until: Sql };

/** In memory: the same. */
export type Verdict = { readonly holds: boolean; readonly until: number };

/** What holds for ever, as far as time goes. */
export const FOR_EVER = sql`${NEVER}`;

/** For the engine: the least of instants. */
export function least(instants: readonly Sql[]): Sql {
  return instants.length === 1 ? (instants[0] ?? FOR_EVER) : sql`least(${join(instants)})`;
}

/**
 * All hold. Where one does not, it stays so until each that doesn't may change; and where all do, until
 * the first may.
 */
export function allOutcome(parts: readonly Outcome[]): Outcome {
  const holds = sql`(${join(
    parts.map((part) => part.holds),
    " AND ",
  )})`;
  const latest = parts.map((part) => sql`if(${part.holds}, toInt64(0), ${part.until})`);
  const refuted = latest.length === 1 ? (latest[0] ?? FOR_EVER) : sql`greatest(${join(latest)})`;
  return { holds, until: sql`if(${holds}, ${least(parts.map(({ until }) => until))}, ${refuted})` };
}

/** It does not hold. */
export function notOutcome({ holds, until }: Outcome): Outcome {
  return { holds: sql`NOT ${holds}`, until };
}

/** At least one holds. */
export function anyOutcome(parts: readonly Outcome[]): Outcome {
  return notOutcome(allOutcome(parts.map(notOutcome)));
}

/** {@link allOutcome} in memory. */
export function allVerdict(parts: readonly Verdict[]): Verdict {
  const refuting = parts.filter((part) => !part.holds);
  if (refuting.length > 0) return { holds: false, until: Math.max(...refuting.map(({ until }) => until)) };
  return { holds: true, until: Math.min(NEVER, ...parts.map(({ until }) => until)) };
}

/** {@link notOutcome} in memory. */
export function notVerdict({ holds, until }: Verdict): Verdict {
  return { holds: !holds, until };
}

/** {@link anyOutcome} in memory. */
export function anyVerdict(parts: readonly Verdict[]): Verdict {
  return notVerdict(allVerdict(parts.map(notVerdict)));
}
