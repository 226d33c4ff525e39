/** Zones and times of the year into which random histories and rules are moved, days on which clocks change among them. */
import { BASE, type World } from "./rule-worlds.ts";

/** Where and when a history begins: on a local midnight. */
export type Place = {
  readonly timeZone: string;
  readonly firstWeekday: number;
  /** The first local day, YYYY-MM-DD, and its midnight in milliseconds. */
  readonly day: string;
  readonly base: number;
};

/** The day that the texts of worlds and rules are told by. */
const TOLD_BY = "2026-01-05";

const place = (timeZone: string, firstWeekday: number, day: string, hoursToUtc: number): Place => ({
  timeZone,
  firstWeekday,
  day,
  base: Date.parse(`${day}T00:00:00Z`) + hoursToUtc * 3_600_000,
});

/** Each history lasts 25 days; clocks change in the middle of it, or it goes over 29 February or the new year. */
export const PLACES: readonly Place[] = [
  place("Asia/Kolkata", 1, TOLD_BY, -5.5),
  place("Europe/Berlin", 1, "2026-03-16", -1),
  place("Europe/Berlin", 7, "2025-10-13", -2),
  place("America/New_York", 7, "2026-02-20", 5),
  place("America/New_York", 1, "2025-10-20", 4),
  // There is no midnight on 26 March 2021, and on 29 October there are two.
  place("Asia/Amman", 6, "2021-03-14", -2),
  place("Asia/Amman", 6, "2021-10-18", -3),
  // From midnight of 26 October 2025 back to 23 o'clock of the day before.
  place("Asia/Beirut", 1, "2025-10-14", -3),
  place("Australia/Lord_Howe", 1, "2025-12-20", -11),
];

/** A text, a rule, a value, with the days in its texts moved as far as the place lies from the first. */
export function placed<Value>(told: Value, { day }: Place): Value {
  const by = Date.parse(day) - Date.parse(TOLD_BY);
  const moved = JSON.stringify(told).replaceAll(/"2026(-\d\d-\d\d)?/g, (found) => {
    if (found.length === 5) return `"${day.slice(0, 4)}`;
    const at = Date.parse(`${found.slice(1)}T00:00:00Z`);
    const isDay = !Number.isNaN(at) && new Date(at).toISOString().startsWith(found.slice(1));
    return isDay ? `"${new Date(at + by).toISOString().slice(0, 10)}` : found;
  });
  return JSON.parse(moved) as Value;
}

/** A world moved to a place. */
export function placedWorld(given: World, to: Place): World {
  const by = to.base - BASE;
  const later = <Row extends { readonly at: number }>(rows: readonly Row[]): Row[] =>
    rows.map((row) => ({ ...placed(row, to), at: row.at + by }));
  return {
    ...given,
    events: later(given.events),
    orders: later(given.orders),
    refunds: later(given.refunds),
    traits: later(given.traits),
    consents: later(given.consents),
    moves: later(given.moves),
  };
}
