/** The rules of the bench of segments. */
import { NAMES } from "./many-events.ts";

/** Did something of these names. */
export const did = (...names: string[]) => ({ did: { what: "event", names } });
const last = (days: number) => ({ last: { days } });
/** Did what is probed within a minute. */
export const lately = { ...did("Probed"), within: { last: { minutes: 1 } } };
const order = { what: "order" };

/** Rules of every sort: did, did not, how often, in windows, since, in order, traits, figures, totals. */
export function ruleOf(nth: number): object {
  const name = NAMES[nth % NAMES.length] ?? "";
  const other = NAMES[(nth + 2) % NAMES.length] ?? "";
  const sorts = [
    { ...did(name), times: { at_least: 2 + (nth % 5) }, within: last(1 + (nth % 14)) },
    {
      all: [
        { ...did(name), within: last(2) },
        { ...did(other), times: { exactly: 0 }, within: last(9 + nth) },
      ],
    },
    {
      any: [
        { ...did(name), within: { last: { hours: 1 + nth } } },
        { trait: "plan", is: { any_of: [`plan ${nth}`] } },
      ],
    },
    { not: { ...did(other), within: last(30 + nth) } },
    {
      all: [
        { ...did("Product Added"), within: last(1 + (nth % 7)) },
        { did: order, times: { exactly: 0 }, within: { since: did("Product Added").did, whose: "last" } },
        { sample: { percent: 20, seed: `${nth}` } },
      ],
    },
    {
      all: [
        { figure: "orders", is: { at_least: 2 } },
        { figure: "days_since_order", is: { at_most: 1 + (nth % 9) } },
      ],
    },
    {
      sequence: [did("Signed Up"), { ...did("Email Opened"), within: { hours: 6 + nth } }],
      within: last(10),
    },
    {
      all: [
        { consent: "email", is: "unknown" },
        { ...did(name), times: { at_least: 3 }, within: last(7) },
      ],
    },
  ];
  return nth === 99
    ? { total: order, of: "amount", as: "sum", is: { at_least: 500 }, within: last(90) }
    : (sorts[nth % sorts.length] ?? did(name));
}
