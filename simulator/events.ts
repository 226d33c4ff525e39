import type { TrackedEvent } from "../src/core/event.ts";
import { Heap } from "./heap.ts";
import type { Moment } from "./moment.ts";
import type { ShopOptions } from "./options.ts";
import { tell } from "./story.ts";

type Open = { readonly mark: string; readonly moments: readonly Moment[]; next: number };

/**
 * Everything that happens in the shop, in time order. Message ids follow from seed, customer and
 * number, so that the same shop sent twice is stored once.
 */
export function* eventsOf(options: ShopOptions): Generator<TrackedEvent> {
  const heap = new Heap<Open>((open) => open.moments[open.next]?.at ?? Number.POSITIVE_INFINITY);
  for (let index = 0; index < options.customers; index += 1) {
    const { customer, moments } = tell(options, index);
    if (moments.length > 0) heap.push({ mark: customer.mark, moments, next: 0 });
  }
  for (let open = heap.pop(); open; open = heap.pop()) {
    const moment = open.moments[open.next];
    open.next += 1;
    if (!moment) continue;
    yield eventOf(moment, `demo-${open.mark}-${open.next}`, options);
    if (open.next < open.moments.length) heap.push(open);
  }
}

function eventOf(moment: Moment, messageId: string, options: ShopOptions): TrackedEvent {
  return {
    ...moment,
    messageId,
    receivedAt: moment.at,
    sourceId: options.sourceId,
    trust: "trusted",
    importId: null,
    previousId: null,
    groupId: null,
  };
}
