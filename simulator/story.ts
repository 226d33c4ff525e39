import { refunds, tickets } from "./after-sales.ts";
import { drawCustomer, type Customer } from "./customer.ts";
import { Diary } from "./diary.ts";
import { mails } from "./mails.ts";
import type { Moment } from "./moment.ts";
import { beginOf, type ShopOptions } from "./options.ts";
import { screenVisit } from "./screen-visit.ts";
import { tillVisit } from "./till-visit.ts";
import { drawVisits } from "./visits.ts";
import { words } from "./voice.ts";

/** All that happens with one customer, in time order, and what is true of it. */
export type Story = {
  readonly customer: Customer;
  readonly diary: Diary;
  readonly moments: readonly Moment[];
};

/** Tells the story of the customer with this number. */
export function tell(options: ShopOptions, index: number): Story {
  const customer = drawCustomer(options, index);
  const diary = new Diary(customer.mark);
  const moments: Moment[] = [];
  for (const visit of drawVisits(customer, options)) {
    const tells = visit.where === "till" ? tillVisit : screenVisit;
    moments.push(...tells(customer, visit, diary, options));
  }
  moments.push(...refunds(customer, diary, options));
  moments.push(...tickets(customer, options));
  moments.push(...mails(customer, options));
  moments.push(...words(customer, diary, options));
  const begin = beginOf(options);
  const inTime = moments.filter((moment) => moment.at >= begin && moment.at < options.end);
  return { customer, diary, moments: inTime.sort((a, b) => a.at - b.at) };
}
