/** When rows count, and what time alone brings in and takes out: for the engine and in memory, side by side. */
import { NEVER } from "../../core/customer-figures-port.ts";
import { dayOf, periodOf, shifted } from "../../core/calendar.ts";
import { sql, type Sql } from "../../core/sql.ts";
import { lengthOf, type Window } from "./contract.ts";
import { dateStart, type Moment } from "./moment.ts";

/** A window between two instants. Rows count after `after` and up to `upTo`, in milliseconds. */
export type Stretch = {
  readonly after: number;
  readonly upTo: number;
  /** Rows later than `upTo` and not later than this come in by themselves … */
  readonly mayEnter: number;
  /** … so long after their time. */
  readonly entersAfter: number;
  /** A row goes out so long after its time; NEVER: it stays. */
  readonly leavesAfter: number;
  /** A calendar's window moves on at this instant; NEVER: it doesn't. */
  readonly movesAt: number;
  /** The calendar's window before this one: what comes later comes in when it moves on. */
  readonly isPrevious: boolean;
};

const ALWAYS = {
  after: -NEVER,
  mayEnter: NEVER,
  entersAfter: 0,
  leavesAfter: NEVER,
  movesAt: NEVER,
  isPrevious: false,
} as const;

/** All until now. */
export function upToNow(asOf: number): Stretch {
  return { ...ALWAYS, upTo: asOf };
}

/** What a window means, as of an instant; null for one that begins with a row of the customer's own. */
export function stretchOf(window: Window | undefined, moment: Moment): Stretch | null {
  const { asOf } = moment;
  if (window === undefined) return upToNow(asOf);
  if ("since" in window) return null;
  if ("last" in window) {
    const length = lengthOf(window.last);
    return { ...ALWAYS, after: asOf - length, upTo: asOf, leavesAfter: length };
  }
  if ("longer_ago" in window) {
    const length = lengthOf(window.longer_ago);
    return { ...ALWAYS, upTo: asOf - length, entersAfter: length };
  }
  if ("this" in window) {
    const span = periodOf(dayOf(asOf, moment.timeZone), window.this, moment);
    return { ...ALWAYS, after: span.from - 1, upTo: asOf, movesAt: span.to };
  }
  if ("previous" in window) {
    const now = periodOf(dayOf(asOf, moment.timeZone), window.previous, moment);
    const span = shifted(now, window.previous, -1, moment);
    return { ...ALWAYS, after: span.from - 1, upTo: span.to - 1, movesAt: now.to, isPrevious: true };
  }
  const after = window.from === undefined ? -NEVER : dateStart(window.from, moment.timeZone) - 1;
  const last = window.to === undefined ? NEVER : dateStart(window.to, moment.timeZone) - 1;
  return { ...ALWAYS, after, upTo: Math.min(asOf, last), mayEnter: last };
}

/** For the engine: whether a row of time `t` counts. */
export function counts({ after, upTo }: Stretch): Sql {
  return sql`(t > ${after} AND t <= ${upTo})`;
}

/** For the engine: whether a row of time `t` will count by itself. */
export function mayCount({ after, upTo, mayEnter }: Stretch): Sql {
  return sql`(t > ${Math.max(after, upTo)} AND t <= ${mayEnter})`;
}

/** {@link counts} in memory. */
export function isCounted({ after, upTo }: Stretch, at: number): boolean {
  return at > after && at <= upTo;
}

/** {@link mayCount} in memory. */
export function willCount({ after, upTo, mayEnter }: Stretch, at: number): boolean {
  return at > Math.max(after, upTo) && at <= mayEnter;
}

/** When a row that counts goes out (`at` NULL: there is none), for the engine. */
export function leaving({ leavesAfter, movesAt }: Stretch, at: Sql): Sql {
  if (movesAt !== NEVER) return sql`if(${at} IS NULL, ${NEVER}, ${movesAt})`;
  return leavesAfter === NEVER ? sql`${NEVER}` : sql`ifNull(${at} + ${leavesAfter}, ${NEVER})`;
}

/** When the earliest row that will count comes in (`at` NULL: there is none), for the engine. */
export function entering(stretch: Stretch, at: Sql): Sql {
  if (stretch.isPrevious) return sql`if(${at} IS NULL, ${NEVER}, ${stretch.movesAt})`;
  return sql`ifNull(${at} + ${stretch.entersAfter}, ${NEVER})`;
}

/** {@link leaving} in memory. */
export function leavesAt({ leavesAfter, movesAt }: Stretch, at: number | undefined): number {
  if (at === undefined) return NEVER;
  if (movesAt !== NEVER) return movesAt;
  return leavesAfter === NEVER ? NEVER : at + leavesAfter;
}

/** {@link entering} in memory. */
export function entersAt(stretch: Stretch, at: number | undefined): number {
  if (at === undefined) return NEVER;
  return stretch.isPrevious ? stretch.movesAt : at + stretch.entersAfter;
}
