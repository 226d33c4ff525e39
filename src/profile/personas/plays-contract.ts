import type { AccountPersona } from "./accounts/accounts-contract.ts";
import type { Persona, ShopPersona } from "./contract.ts";

/** What the trade does with each persona of a shop. */
const SHOP = {
  bounced: ["landing", "exit_offer"],
  browser: ["guide", "reminder"],
  abandoner: ["cart_mail", "simple_checkout"],
  once_low: ["second_order", "bundles"],
  once_high: ["thanks", "service"],
  repeat: ["loyalty", "referral"],
} as const satisfies Record<ShopPersona, readonly string[]>;

/** What the trade does with each persona of people at accounts. */
const ACCOUNT = {
  prospect: ["onboarding", "proof"],
  user: ["training"],
  champion: ["voice", "referral"],
  decider: ["worth", "service"],
} as const satisfies Record<AccountPersona, readonly string[]>;

/** What fits a mark. */
const BY_MARK = {
  discounts: "offers",
  refunds: "fit",
  mornings: "timing",
  afternoons: "timing",
  evenings: "timing",
  nights: "timing",
  weekends: "timing",
  phone: "mobile",
  app: "mobile",
  channel: "channel",
  category: "assortment",
  lines_an_order: "bundles",
  looks_a_visit: "guide",
  visits_an_order: "reminder",
  average_order: "service",
  orders: "loyalty",
} as const;

/** The name of a play. */
export type Play =
  | (typeof SHOP)[ShopPersona][number]
  | (typeof ACCOUNT)[AccountPersona][number]
  | (typeof BY_MARK)[keyof typeof BY_MARK]
  | "trial";

/** What to do with a persona: by what it is, or by what it is named for; at last always a trial. */
export function playsOf({ id, marks }: Pick<Persona, "id" | "marks">): Play[] {
  const fixed = Object.entries({ ...SHOP, ...ACCOUNT }).find(([name]) => name === id)?.[1] ?? [];
  const fitting = marks
    .filter(({ above }) => above)
    .flatMap(({ measure }): Play[] => {
      const found = Object.entries(BY_MARK).find(([key]) => key === measure.split(":")[0]);
      return found ? [found[1]] : [];
    });
  return [...new Set<Play>([...fixed, ...fitting, "trial"])];
}
