import { type Random, seededRandom } from "../src/core/random.ts";
import { CATALOGUE, type Product } from "./catalogue.ts";
import { happens, mixSeeds, pick } from "./draws.ts";
import type { Person } from "./person.ts";
import { waking } from "./season.ts";

/** The kinds of shoppers. Each customer is of one; how often they buy and when they leave has nothing to do with it. */
export const SHOPPERS = [
  "evening_phone",
  "bargain_hunter",
  "gift_giver",
  "enthusiast",
  "counter_regular",
] as const;

/** One of {@link SHOPPERS}. */
export type Shopper = (typeof SHOPPERS)[number];

/** What a kind of shopper does most of the time. */
export type Habits = {
  readonly kind: Shopper;
  /** Hours of the day in UTC, from and to. */
  readonly hours: readonly [number, number];
  readonly device: "desktop" | "phone";
  readonly favours: readonly Product[];
  /** Lines of a basket, at least and at most. */
  readonly lines: readonly [number, number];
  /** How much of the customer's own thrift comes to bear, and what the kind adds. */
  readonly thrift: readonly [number, number];
  /** Products looked at in a visit, at most, and the chance of one more. */
  readonly looks: readonly [number, number];
  /** Visits without an order, against what the customer's temper makes of it. */
  readonly browsing: number;
  readonly medium: "" | "organic" | "cpc" | "social";
  /** The chance that holders of a card buy at the till. */
  readonly till: number;
};

/** How often somebody keeps to their habit. */
const KEEPS = 0.75;

function among(...categories: string[]): Product[] {
  return CATALOGUE.filter(({ category }) => categories.includes(category));
}

const usual = { thrift: [0.4, 0], looks: [2, 0.3], browsing: 1, till: 0.08 } as const;

const HABITS: Readonly<Record<Shopper, Habits>> = {
  evening_phone: {
    ...{ ...usual, kind: "evening_phone", hours: [18, 22], device: "phone", medium: "social" },
    ...{ favours: among("Tea"), lines: [1, 1] },
  },
  bargain_hunter: {
    ...{ ...usual, kind: "bargain_hunter", hours: [11, 15], device: "desktop", medium: "cpc" },
    ...{ favours: among("Sweets"), lines: [2, 4], thrift: [0, 0.85] },
  },
  gift_giver: {
    ...{ ...usual, kind: "gift_giver", hours: [13, 18], device: "phone", medium: "organic" },
    ...{ favours: among("Gifts", "Cups"), lines: [2, 3] },
  },
  enthusiast: {
    ...{ ...usual, kind: "enthusiast", hours: [17, 22], device: "desktop", medium: "" },
    ...{ favours: among("Machines", "Brewing"), lines: [1, 2], looks: [5, 0.8], browsing: 2 },
  },
  counter_regular: {
    ...{ ...usual, kind: "counter_regular", hours: [6, 10], device: "phone", medium: "" },
    ...{ favours: among("Coffee"), lines: [1, 1], browsing: 0.5, till: 0.9 },
  },
};

/** Draws a customer's kind from a stream of its own, so that person, temper and life stay as they were. */
export function drawHabits(seed: number, { index, loyaltyCard }: Person): Habits {
  const random = seededRandom(mixSeeds(seed ^ 0x5b0bbe75, index));
  if (loyaltyCard !== null && happens(random, 0.5)) return HABITS.counter_regular;
  return HABITS[pick(random, SHOPPERS.slice(0, 4))];
}

/** A product, mostly of those that the kind favours. */
export function drawProduct(random: Random, { favours }: Habits): Product {
  return pick(random, happens(random, KEEPS) ? favours : CATALOGUE);
}

/** Whether they keep to a habit this time. */
export function keepsTo(random: Random): boolean {
  return happens(random, KEEPS);
}

/** Moves an instant to an hour of the same day at which this kind is about, mostly; by one number from 0 to 1. */
export function about(at: number, share: number, { hours: [from, to] }: Habits): number {
  if (share >= KEEPS) return waking(at, (share - KEEPS) / (1 - KEEPS));
  const hour = from + ((to - from) * share) / KEEPS;
  return waking(at, ((hour - 6) / 16) ** 2);
}
