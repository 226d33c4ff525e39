import type { TrackedEvent } from "../src/core/event.ts";
import { seededRandom } from "../src/core/random.ts";
import { drawCustomer } from "./customer.ts";
import { happens, mixSeeds, whole } from "./draws.ts";
import { DAY, type ShopOptions } from "./options.ts";

/** Somebody at the tablet of a household, from their sign-in on: its events are theirs. */
export type Sitting = { readonly customer: number; readonly events: readonly TrackedEvent[] };

/** How many of the neighbours by number live together. */
const TOGETHER = 0.12;

/**
 * What happens on tablets that two customers share: they sign in by turns, and look at things
 * without signing in again. Beside {@link eventsOf}, which knows no shared devices.
 */
export function* sittingsOf(options: ShopOptions): Generator<Sitting> {
  for (let index = 0; index + 1 < options.customers; index += 2) {
    const random = seededRandom(mixSeeds(options.seed ^ 0x7ab1e7, index));
    if (!happens(random, TOGETHER)) continue;
    const household = [index, index + 1].map((number) => drawCustomer(options, number).person);
    if (household.some(({ userId }) => userId === null)) continue;
    const tablet = `tablet-${options.seed}-${index}`;
    const turns = whole(random, 2, 4);
    for (let turn = 0; turn < turns; turn += 1) {
      const person = household[turn % 2];
      if (!person) continue;
      const at = options.end - (10 - turn) * DAY;
      const event = (place: number, parts: Partial<TrackedEvent>): TrackedEvent => ({
        ...{ kind: "track", name: "Product Viewed", traits: {}, properties: {}, context: {} },
        ...{ userId: null, anonymousId: tablet, previousId: null, groupId: null },
        ...{ at: at + place * 60_000, receivedAt: at + place * 60_000 },
        ...{ messageId: `${tablet}-${turn}-${place}`, sourceId: options.sourceId },
        ...{ trust: "trusted", importId: options.importId },
        ...parts,
      });
      const signIn = event(0, {
        kind: "identify",
        name: "",
        userId: person.userId,
        traits: { email: person.email },
      });
      yield { customer: person.index, events: [signIn, event(1, {}), event(2, {})] };
    }
  }
}
