import type { Random } from "../src/core/random.ts";
import { gamma, happens } from "./draws.ts";

/** How a customer behaves: the hidden truth that figures and models try to tell from events. */
export type Temperament = {
  /** Orders a year at the start, on usual days. */
  readonly rate: number;
  /** The hazard of leaving for no reason of ours, a year. */
  readonly hazard: number;
  /** How fast the rate fades, a year: rate × e^(−fade × years). */
  readonly fade: number;
  /** Visits without an order for each order. */
  readonly browsing: number;
  /** The chance that an order waits for, or brings, a coupon. */
  readonly thrift: number;
  readonly takesMail: boolean;
  /** The chance that a mail is opened. */
  readonly openness: number;
  readonly returnsGoods: number;
};

/** Draws a temperament: rates and hazards differ between people as gamma deviates (Schmittlein et al. 1987). */
export function drawTemperament(random: Random): Temperament {
  return {
    rate: gamma(random, 1.3, 4.2),
    hazard: gamma(random, 1.6, 0.75),
    fade: happens(random, 0.4) ? 0.4 + random.next() : 0,
    browsing: gamma(random, 2, 0.5),
    thrift: random.next() ** 2 * 0.7,
    takesMail: happens(random, 0.6),
    openness: random.next() * 0.7,
    returnsGoods: happens(random, 0.1) ? 0.2 : 0.025,
  };
}
