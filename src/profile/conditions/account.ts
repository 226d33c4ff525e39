import type { Filter, Leaf, Rule } from "./contract.ts";

/**
 * A condition on the customer's account, said by others: the account is the last that an event named,
 * and a trait of it what the last group call that told it said. Negative comparisons hold without one.
 */
export function accountRule({ field, is }: Filter): Rule {
  if ("none_of" in is) return { not: accountRule({ field, is: { any_of: is.none_of } }) };
  if ("known" in is && !is.known) return { not: accountRule({ field, is: { known: true } }) };
  const column = field === "id" ? "account" : field;
  const told = { field: column, is: { known: true } };
  const last: Leaf = {
    last: { what: "event", where: [told], ...(field === "id" ? {} : { kind: "group" }) },
    where: [{ field: column, is }],
  };
  return last;
}
