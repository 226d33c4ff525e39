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
export class Shop {
  readonly options: ShopOptions;
  /** Events of the customers opened so far. */
  total = 0;
  #opened = 0;
  readonly #heap = new Heap<Open>((open) => open.moments[open.next]?.at ?? Number.POSITIVE_INFINITY);

  constructor(options: ShopOptions) {
    this.options = options;
  }

  /** Makes the next customers' stories, so that a server can do something else in between; false once all are made. */
  open(customers: number): boolean {
    const until = Math.min(this.#opened + customers, this.options.customers);
    for (; this.#opened < until; this.#opened += 1) {
      const { customer, moments } = tell(this.options, this.#opened);
      this.total += moments.length;
      if (moments.length > 0) this.#heap.push({ mark: customer.mark, moments, next: 0 });
    }
    return until < this.options.customers;
  }

  /** The next event; null after the last. All customers must be open. */
  next(): TrackedEvent | null {
    const open = this.#heap.pop();
    const moment = open?.moments[open.next];
    if (!open || !moment) return null;
    open.next += 1;
    if (open.next < open.moments.length) this.#heap.push(open);
    return eventOf(moment, `demo-${open.mark}-${open.next}`, this.options);
  }
}

/** All events of a shop, in time order. */
export function* eventsOf(options: ShopOptions): Generator<TrackedEvent> {
  const shop = new Shop(options);
  shop.open(options.customers);
  for (let event = shop.next(); event; event = shop.next()) yield event;
}

function eventOf(moment: Moment, messageId: string, options: ShopOptions): TrackedEvent {
  return {
    ...moment,
    messageId,
    receivedAt: moment.at,
    sourceId: options.sourceId,
    trust: "trusted",
    importId: options.importId,
    previousId: null,
    groupId: null,
  };
}
