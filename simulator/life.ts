import type { Random } from "../src/core/random.ts";
import { exponential, happens, whole } from "./draws.ts";
import { beginOf, DAY, YEAR, type ShopOptions } from "./options.ts";
import { about, type Habits } from "./habits.ts";
import { HIGHEST_SEASON, season } from "./season.ts";
import type { Temperament } from "./temperament.ts";

/** Why a customer left: by themselves, or over a ticket that was answered badly. */
export type Reason = "drifted" | "service";

/** A matter brought to support after an order; hours until somebody answered. */
export type Trouble = { readonly at: number; readonly hoursToAnswer: number };

/** When a customer came, what they bought when, and when they left; null while they stay. */
export type Life = {
  readonly joinedAt: number;
  readonly leftAt: number | null;
  readonly reason: Reason | null;
  /** Only those within the shop's data. */
  readonly purchases: readonly number[];
  readonly troubles: readonly Trouble[];
};

/** A visit that begins within the data also ends within it. */
const LONGEST_VISIT = 3_600_000;
const ALREADY_THERE = 0.2;
const TROUBLE = 0.07;
const BAD_ANSWER_HOURS = 48;
const LEAVES_AFTER_BAD_ANSWER = 0.5;

/** Lives a customer's life: a Poisson process whose rate follows the seasons and fades, until they leave. */
export function drawLife(random: Random, temper: Temperament, habits: Habits, options: ShopOptions): Life {
  const begin = beginOf(options) + LONGEST_VISIT;
  const end = options.end - LONGEST_VISIT;
  const joinedAt = drawJoining(random, habits, begin, end);
  // Who was there before the data begins is there because they had not left: waiting times forget.
  let leftAt = Math.max(joinedAt, begin) + exponential(random, YEAR / temper.hazard);
  let reason: Reason = "drifted";
  const purchases: number[] = [];
  const troubles: Trouble[] = [];
  for (const at of purchaseTimes(random, temper, habits, joinedAt)) {
    if (at >= leftAt || at >= end) break;
    if (at >= begin) purchases.push(at);
    if (!happens(random, TROUBLE)) continue;
    const trouble = { at: at + whole(random, 1, 6) * DAY, hoursToAnswer: exponential(random, 22) };
    if (at >= begin && trouble.at < end) troubles.push(trouble);
    const answered = trouble.at + trouble.hoursToAnswer * 3_600_000;
    const bad = trouble.hoursToAnswer > BAD_ANSWER_HOURS;
    if (bad && answered < leftAt && happens(random, LEAVES_AFTER_BAD_ANSWER)) {
      leftAt = answered;
      reason = "service";
    }
  }
  const gone = leftAt < end;
  return { joinedAt, leftAt: gone ? leftAt : null, reason: gone ? reason : null, purchases, troubles };
}

/** A fifth were customers before the data begins; the others come ever more often, as the shop grows. */
function drawJoining(random: Random, habits: Habits, begin: number, end: number): number {
  const before = happens(random, ALREADY_THERE);
  const day = before ? begin - random.next() * YEAR : begin + random.next() ** 0.8 * (end - begin - DAY);
  return about(day, random.next(), habits);
}

/** The first order is what makes a customer; the others come by thinning a process at the highest rate. */
function* purchaseTimes(
  random: Random,
  temper: Temperament,
  habits: Habits,
  joinedAt: number,
): Generator<number> {
  yield joinedAt;
  let last = joinedAt;
  let at = joinedAt;
  const highest = temper.rate * HIGHEST_SEASON;
  for (;;) {
    at += exponential(random, YEAR / highest);
    const years = (at - joinedAt) / YEAR;
    if (years > 4) return;
    if (!happens(random, (season(at) * Math.exp(-temper.fade * years)) / HIGHEST_SEASON)) continue;
    last = Math.max(about(at, random.next(), habits), last + 3_600_000);
    yield last;
  }
}
