import type { TrackedEvent } from "../src/core/event.ts";
import type { JsonObject } from "../src/core/json.ts";
import { type Random, seededRandom } from "../src/core/random.ts";
import { drawCustomer } from "./customer.ts";
import { happens, mixSeeds } from "./draws.ts";
import { misspelt, respelt } from "./misspell.ts";
import type { ShopOptions } from "./options.ts";
import type { Person } from "./person.ts";

/** What keeps a record from being the customer's, letter by letter. */
export type Cause = "clean" | "typo" | "transliteration";

/** A customer as another system has them, under an id of its own. */
export type CustomerRecord = {
  readonly customer: number;
  readonly system: "till" | "crm";
  readonly id: string;
  readonly cause: Cause;
  readonly given: string;
  readonly family: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly born: string | null;
  readonly city: string | null;
};

/** How often a system has customers at all, and each thing of them. */
const SYSTEMS = {
  crm: { has: 0.5, email: 0.8, phone: 0.6, born: 0.85, city: 0.9 },
  till: { has: 0.35, email: 0.35, phone: 0.8, born: 0.8, city: 0.8 },
} as const;

const TYPO = 0.35;
/** Of those whose name isn't written in plain Latin letters at home. */
const TRANSLITERATED = 0.6;
/** A slip in each value of a record that was typed carelessly. */
const SLIPS = 0.5;

/**
 * What the shop's till and its CRM know of the customers, customer by customer: names as whoever
 * typed them heard or spelt them, other values as far as they were asked for.
 */
export function* recordsOf(options: ShopOptions): Generator<CustomerRecord> {
  for (let index = 0; index < options.customers; index += 1) {
    const { person } = drawCustomer(options, index);
    const random = seededRandom(mixSeeds(options.seed ^ 0x07ec02d5, index));
    for (const system of ["crm", "till"] as const) {
      if (happens(random, SYSTEMS[system].has)) yield recordOf(random, system, person, options.seed);
    }
  }
}

function recordOf(random: Random, system: "till" | "crm", person: Person, seed: number): CustomerRecord {
  const [first, last] = person.latin;
  const foreign = first !== person.firstName.toLowerCase() || last !== person.lastName.toLowerCase();
  const typed = happens(random, TYPO);
  const latin = foreign && happens(random, TRANSLITERATED);
  const names = latin ? [respelt(random, first), respelt(random, last)] : [person.firstName, person.lastName];
  const share = SYSTEMS[system];
  const slip = (value: string | null): string | null =>
    value !== null && typed && happens(random, SLIPS) ? misspelt(random, value) : value;
  const values = {
    given: slip(names[0] ?? "") ?? "",
    family: slip(names[1] ?? "") ?? "",
    email: happens(random, share.email) ? slip(person.email) : null,
    phone: happens(random, share.phone) ? slip(person.phone) : null,
    born: happens(random, share.born) ? slip(person.born) : null,
    city: happens(random, share.city) ? slip(person.city) : null,
  };
  const cause: Cause = typed ? "typo" : latin ? "transliteration" : "clean";
  return { customer: person.index, system, id: `${system}-${seed}-${person.index}`, cause, ...values };
}

/** A record as the import of its system sends it. */
export function recordEvent(record: CustomerRecord, options: ShopOptions): TrackedEvent {
  const { id, system, given, family, email, phone, born, city } = record;
  const traits: JsonObject = {
    ...{ firstName: given, lastName: family },
    ...(email !== null && { email }),
    ...(phone !== null && { phone }),
    ...(born !== null && { birthday: born }),
    ...(city !== null && { address: { city } }),
  };
  return {
    ...{ kind: "identify", name: "", userId: null, anonymousId: null, previousId: null, groupId: null },
    ...{ at: options.end, receivedAt: options.end, messageId: `record-${id}`, traits, properties: {} },
    ...{ sourceId: options.sourceId, trust: "trusted", importId: options.importId },
    context: { externalIds: [{ type: `${system}_id`, id, collection: "users", encoding: "none" }] },
  };
}
