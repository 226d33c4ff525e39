import { addressOf } from "./address.ts";
import type { Customer } from "./customer.ts";
import { exponential, happens, whole } from "./draws.ts";
import { moment, type Moment } from "./moment.ts";
import { beginOf, DAY, type ShopOptions } from "./options.ts";

const DAYS_BETWEEN = 100;

/** Newsletters to those who take them: sent to the gone too, who never open one. */
export function* mails(customer: Customer, options: ShopOptions): Generator<Moment> {
  const { random, life, temper } = customer;
  if (!temper.takesMail || life.purchases.length === 0) return;
  let at = Math.max(life.purchases[0] ?? 0, beginOf(options));
  for (let number = 1; ; number += 1) {
    at += 20 * DAY + exponential(random, (DAYS_BETWEEN - 20) * DAY);
    if (at >= options.end) return;
    const properties = { campaign: `newsletter-${new Date(at).toISOString().slice(0, 7)}`, number };
    const who = addressOf(customer);
    yield moment(at, "track", { ...who, name: "Email Delivered", properties });
    const present = life.leftAt === null || at < life.leftAt;
    const openedAt = at + whole(random, 2, 900) * 60_000;
    if (!present || openedAt >= options.end || !happens(random, temper.openness)) continue;
    yield moment(openedAt, "track", { ...who, name: "Email Opened", properties });
  }
}
