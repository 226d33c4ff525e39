import { ANY_TYPE, type IdentityRules, type TypeRule } from "./contract.ts";

/** An e-mail or phone that trusted sources name with more higher-ranked identifiers than this joins nobody. */
const MOST_CUSTOMERS = 10;

/** A device that more people than this have had in turn is a till or a call centre: nobody's. */
const MOST_OWNERS = 50;

function rule(type: string, given: Partial<TypeRule> = {}): TypeRule {
  return { type, limit: null, window: "ever", unique: true, mostCustomers: null, from: [], ...given };
}

/** What holds where nobody has changed anything. */
export const DEFAULT_RULES: IdentityRules = {
  types: [
    rule("user_id", { limit: 1 }),
    rule("email", { mostCustomers: MOST_CUSTOMERS }),
    rule("phone", { mostCustomers: MOST_CUSTOMERS }),
    rule(ANY_TYPE),
    rule("anonymous_id", { mostCustomers: MOST_OWNERS }),
    rule("device_id", { mostCustomers: MOST_OWNERS }),
  ],
  blocked: { placeholders: true, offices: true, relays: true, repeatedDigits: true, values: [] },
  mailboxes: false,
  countries: [],
};

/** A line for a type that has none yet. */
export function newTypeRule(type: string): TypeRule {
  return rule(type);
}
