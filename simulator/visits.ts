import { happens, pick, whole } from "./draws.ts";
import type { Customer } from "./customer.ts";
import { beginOf, type ShopOptions } from "./options.ts";
import { about, keepsTo } from "./habits.ts";

/** A visit to the shop: to buy, or only to look; in a browser, in the app, or at the till. */
export type Visit = { readonly at: number; readonly buys: boolean; readonly where: "screen" | "till" };

/** The customer's visits in time order: one for each purchase, and those that came to nothing. */
export function drawVisits(customer: Customer, options: ShopOptions): Visit[] {
  const { random, life, temper, habits, person } = customer;
  const till = person.loyaltyCard === null ? 0 : habits.till;
  const visits: Visit[] = life.purchases.map((at) => ({
    at,
    buys: true,
    where: happens(random, till) ? "till" : "screen",
  }));
  const from = Math.max(life.joinedAt, beginOf(options));
  const until = life.leftAt ?? options.end - 3_600_000;
  const looks = Math.round(life.purchases.length * temper.browsing * habits.browsing + random.next());
  for (let look = 0; look < looks; look += 1) {
    const at = about(from + random.next() * (until - from), random.next(), habits);
    if (at >= from && at < until) visits.push({ at, buys: false, where: "screen" });
  }
  return visits.sort((a, b) => a.at - b.at);
}

const REFERRERS: readonly [string, string, string][] = [
  ["", "", ""],
  ["", "", ""],
  ["https://www.google.com/", "google", "organic"],
  ["https://www.google.com/", "google", "cpc"],
  ["https://www.instagram.com/", "instagram", "social"],
];

/** How a visit in a browser came about, as the SDK's context tells it. */
export function drawArrival(customer: Customer): { referrer: string; source: string; medium: string } {
  const { random, habits } = customer;
  const usual = REFERRERS.filter(([, , medium]) => medium === habits.medium);
  const [referrer, source, medium] = pick(random, keepsTo(random) ? usual : REFERRERS);
  return { referrer, source, medium };
}

/** Minutes between the steps of a visit, in milliseconds. */
export function drawPause(customer: Customer): number {
  return whole(customer.random, 15, 240) * 1000;
}
