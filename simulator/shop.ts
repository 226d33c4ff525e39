import type { TrackedEvent } from "../src/core/event.ts";
import { Heap } from "./heap.ts";
import type { Moment } from "./moment.ts";
import type { ShopOptions } from "./options.ts";
import { tell } from "./story.ts";

/**
 * A customer's events still to come. The story is told once its first moment has come, and forgotten
 * as it goes by: all stories at once would fill the memory of a server.
 */
type Ahead = { readonly index: number; at: number; told: Told | null };
/** The latest moment first, so that the earliest is taken off the end. */
type Told = { readonly mark: string; readonly left: Moment[]; count: number };

/**
 * Everything that happens in the shop, in time order. Message ids follow from seed, customer and
 * number, so that the same shop sent twice is stored once.
 */
export class Shop {
  readonly options: ShopOptions;
  /** Events of the customers opened so far. */
  total = 0;
  #opened = 0;
  readonly #ahead = new Heap<Ahead>((ahead) => ahead.at);

  constructor(options: ShopOptions) {
    this.options = options;
  }

  /** Looks when the next customers' stories begin, so that a server can do something else in between; false once all are known. */
  open(customers: number): boolean {
    const until = Math.min(this.#opened + customers, this.options.customers);
    for (; this.#opened < until; this.#opened += 1) {
      const { moments } = tell(this.options, this.#opened);
      this.total += moments.length;
      const [first] = moments;
      if (first) this.#ahead.push({ index: this.#opened, at: first.at, told: null });
    }
    return until < this.options.customers;
  }

  /** The next event; null after the last. All customers must be open. */
  next(): TrackedEvent | null {
    const ahead = this.#ahead.pop();
    if (!ahead) return null;
    const told = (ahead.told ??= this.#tell(ahead.index));
    const moment = told.left.pop();
    if (!moment) throw new Error("a story without its moment");
    told.count += 1;
    const following = told.left.at(-1);
    if (following) {
      ahead.at = following.at;
      this.#ahead.push(ahead);
    }
    return eventOf(moment, `demo-${told.mark}-${told.count}`, this.options);
  }

  #tell(index: number): Told {
    const { customer, moments } = tell(this.options, index);
    return { mark: customer.mark, left: moments.toReversed(), count: 0 };
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
