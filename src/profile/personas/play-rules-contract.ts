/** Whom of a persona a play is for now, as a rule of a segment. Safe in a browser. */
import type { Rule } from "../conditions/contract.ts";
import type { Play } from "./plays-contract.ts";

const event = (...names: string[]) => ({ what: "event" as const, names });
const order = { what: "order" as const };
const last = (days: number) => ({ last: { days } });
const sinceLast = (name: string) => ({ since: event(name), whose: "last" as const });

/** Those whom the play finds at the right moment; the whole persona where there is none. */
const MOMENTS: Partial<Record<Play, readonly Rule[]>> = {
  guide: [{ did: event("Product Viewed"), times: { at_least: 3 }, within: last(14) }],
  reminder: [
    { did: event("Product Viewed"), within: last(14) },
    { did: order, times: { exactly: 0 }, within: sinceLast("Product Viewed") },
  ],
  cart_mail: [
    { did: event("Product Added"), within: last(7) },
    { did: order, times: { exactly: 0 }, within: sinceLast("Product Added") },
  ],
  second_order: [{ did: order, within: last(45) }],
  thanks: [{ did: order, within: last(14) }],
  fit: [{ did: { what: "refund" }, within: last(180) }],
  referral: [{ did: order, within: last(90) }],
  trial: [{ sample: { percent: 50, seed: "trial" } }],
};

/** What is done on pages, for whoever is there: nobody is picked out for it. */
const ON_PAGES: readonly Play[] = ["landing", "exit_offer", "simple_checkout", "mobile"];

/** The rule of a segment for a play; null where the play picks out nobody. */
export function ruleOfPlay(persona: string, play: Play): Rule | null {
  if (ON_PAGES.includes(play)) return null;
  return { all: [{ persona }, ...(MOMENTS[play] ?? [])] };
}
