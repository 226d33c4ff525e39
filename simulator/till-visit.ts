import { drawBasket } from "./basket.ts";
import type { Customer } from "./customer.ts";
import type { Diary } from "./diary.ts";
import { moment, type Moment } from "./moment.ts";
import type { ShopOptions } from "./options.ts";
import { orderProperties } from "./order.ts";
import type { Visit } from "./visits.ts";

/** A purchase at the till with the loyalty card; at the first the card is registered to the customer. */
export function* tillVisit(
  customer: Customer,
  visit: Visit,
  diary: Diary,
  options: ShopOptions,
): Generator<Moment> {
  const { person } = customer;
  const card = person.loyaltyCard;
  if (card === null) return;
  const context = {
    channel: "store",
    location: { country: person.country },
    externalIds: [{ type: "loyalty_card", id: card, collection: "users", encoding: "none" }],
  };
  if (!diary.linked.has(`loyalty_card:${card}`)) {
    diary.tie("loyalty_card", card);
    const traits = diary.traits(person, visit.at);
    yield moment(visit.at - 60_000, "identify", { userId: person.userId, traits, context });
  }
  const basket = drawBasket(customer, visit.at, true);
  const orderId = diary.newOrder(visit.at, basket);
  const properties = { ...orderProperties(orderId, basket, options.currency), channel: "store" };
  yield moment(visit.at, "track", { name: "Order Completed", properties, context });
}
