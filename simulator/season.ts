import { DAY } from "./options.ts";

/** How much is bought, by month, against a usual day; November and the weeks before the holidays lead. */
const BY_MONTH = [0.8, 0.85, 0.95, 1, 1, 0.9, 0.8, 0.8, 1, 1.05, 1.5, 1.6];

/** Sunday to Saturday. */
const BY_WEEKDAY = [1.15, 0.95, 0.9, 0.9, 0.95, 1, 1.15];

/** The most that {@link season} ever answers. */
export const HIGHEST_SEASON = 1.6 * 1.15;

/** How much is bought at an instant, against a usual day. */
export function season(at: number): number {
  const date = new Date(at);
  return (BY_MONTH[date.getUTCMonth()] ?? 1) * (BY_WEEKDAY[date.getUTCDay()] ?? 1);
}

/** Whether the shop's sale runs: the last ten days of November and the first fortnight of July. */
export function isSale(at: number): boolean {
  const date = new Date(at);
  const [month, day] = [date.getUTCMonth(), date.getUTCDate()];
  return (month === 10 && day > 20) || (month === 6 && day <= 14);
}

/** Moves an instant to an hour at which people are awake, on the same day. */
export function waking(at: number, share: number): number {
  const midnight = Math.floor(at / DAY) * DAY;
  return midnight + Math.round((6 + 16 * Math.sqrt(share)) * 3_600_000);
}
