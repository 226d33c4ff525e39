import { fold } from "../../traits/index.ts";
import type { AccountPersona } from "./accounts-contract.ts";

/** Somebody at an account. */
export type AccountPerson = {
  readonly id: string;
  /** Days within the window on which they used something. */
  readonly days: number;
  readonly orders: number;
  /** 1 where they paid in another way than by an order. */
  readonly paid: number;
  /** Role or job title as it was given; "" where none is known. */
  readonly title: string;
};

/** An account with its people; the plan is what its group calls say. */
export type Account = { readonly plan: string; readonly people: readonly AccountPerson[] };

/** Where the personas of accounts part. */
export type AccountThresholds = {
  /** A champion uses it on so many days of the window at least … */
  readonly championDays: number;
  /** … and so many times as many as the median of the others who use it. */
  readonly championTimes: number;
  /** Words of titles that decide. */
  readonly decidingTitles: readonly string[];
};

const UNPAID_PLAN = /^$|free|trial|prospect|lead|demo|none|deneme|ücretsiz|مجان|تجرب/iu;
/** Who assists a decision maker is none. */
const ASSISTS = new Set(["assistant", "asistan", "asistani", "مساعد"]);
/** Longer words may have an ending: müdürü. */
const LONG_WORD = 5;

/** Which persona each person of an account is: exactly one, by the first that holds. */
export function accountPersonas(
  { plan, people }: Account,
  thresholds: AccountThresholds,
): Map<string, AccountPersona> {
  const buys = !UNPAID_PLAN.test(plan.trim()) || people.some(hasPaid);
  const days = people.map((one) => one.days).filter((count) => count > 0);
  const sorted = days.toSorted((a, b) => a - b);
  return new Map(
    people.map((one): [string, AccountPersona] => {
      if (!buys) return [one.id, "prospect"];
      if (hasPaid(one) || decides(one.title, thresholds.decidingTitles)) return [one.id, "decider"];
      return [one.id, isChampion(one.days, sorted, thresholds) ? "champion" : "user"];
    }),
  );
}

function hasPaid({ orders, paid }: AccountPerson): boolean {
  return orders > 0 || paid > 0;
}

/** Whether a title is one of those who decide. */
export function decides(title: string, words: readonly string[]): boolean {
  const said = fold(title).split(" ");
  if (said.some((word) => ASSISTS.has(word))) return false;
  return words
    .map((word) => fold(word))
    .some(
      (word) =>
        word !== "" && said.some((one) => one === word || (word.length >= LONG_WORD && one.startsWith(word))),
    );
}

/** `sorted`: the days of all of the account who use it, with this one’s. */
function isChampion(
  days: number,
  sorted: readonly number[],
  { championDays, championTimes }: AccountThresholds,
): boolean {
  if (days < championDays || sorted.length < 2) return false;
  const others = sorted.toSpliced(sorted.indexOf(days), 1);
  const middle = (others.length - 1) / 2;
  const median = ((others[Math.floor(middle)] ?? 0) + (others[Math.ceil(middle)] ?? 0)) / 2;
  return days >= championTimes * median;
}
