import { addressOf } from "./address.ts";
import { drawReturn } from "./basket.ts";
import type { Customer } from "./customer.ts";
import type { Diary } from "./diary.ts";
import { happens, whole } from "./draws.ts";
import { moment, type Moment } from "./moment.ts";
import { DAY, type ShopOptions } from "./options.ts";
import { refundProperties } from "./order.ts";
import { drawTrouble } from "./voice.ts";

/** Refunds of some orders, days after them. */
export function* refunds(customer: Customer, diary: Diary, options: ShopOptions): Generator<Moment> {
  const { random, temper } = customer;
  for (const order of diary.orders) {
    if (!happens(random, temper.returnsGoods)) continue;
    const at = order.at + whole(random, 3, 20) * DAY;
    if (at >= options.end) continue;
    const back = drawReturn(random, order.basket);
    order.refunded = back.total;
    const properties = refundProperties(order.orderId, back, options.currency);
    yield moment(at, "track", { ...addressOf(customer), name: "Order Refunded", properties });
  }
}

/** Support tickets: opened, answered sooner or later. */
export function* tickets(customer: Customer, options: ShopOptions): Generator<Moment> {
  const { random, life, mark } = customer;
  for (const [index, trouble] of life.troubles.entries()) {
    const properties = {
      ticket_id: `T${mark}-${index + 1}`,
      channel: happens(random, 0.6) ? "email" : "chat",
    };
    const who = addressOf(customer);
    const message = drawTrouble(customer);
    yield moment(trouble.at, "track", {
      ...who,
      name: "Ticket Created",
      properties: { ...properties, message },
    });
    const answeredAt = trouble.at + trouble.hoursToAnswer * 3_600_000;
    if (answeredAt >= options.end) continue;
    yield moment(answeredAt, "track", {
      ...who,
      name: "Ticket Answered",
      properties: { ...properties, hours_to_answer: Math.round(trouble.hoursToAnswer * 10) / 10 },
    });
  }
}
