import type { Customer } from "./customer.ts";
import type { Moment } from "./moment.ts";

/** How systems behind the shop name a customer: by user id, guests by e-mail address. */
export function addressOf(customer: Customer): Pick<Moment, "userId" | "traits"> {
  const { userId, email } = customer.person;
  return { userId, traits: userId === null ? { email } : {} };
}
