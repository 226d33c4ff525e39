/** Random rules over the names and values of `rule-worlds.ts`. */
import fc from "fast-check";
import type { TOTALS } from "../../src/profile/conditions/contract.ts";
import type { Rule } from "../../src/profile/conditions/index.ts";
import { KEPT } from "./rule-worlds.ts";

const duration = fc.oneof(
  fc.integer({ min: 1, max: 8 }).map((steps) => ({ hours: steps * 6 })),
  fc.integer({ min: 1, max: 9 }).map((days) => ({ days })),
  fc.constantFrom({ weeks: 1 }, { minutes: 1 }),
);
const plain = fc.constantFrom<string | number | boolean>(
  "red",
  "RED",
  "çay",
  "ışık",
  5,
  "5",
  12.5,
  true,
  "p1",
  "phone",
  "",
  "save",
  "yes",
);
const number = fc.constantFrom(-3, 0, 1, 2, 5, 5.5, 7, 10, 12.5, 20, 35.5);
const numberIs = fc.oneof(
  number.map((at_least) => ({ at_least })),
  number.map((at_most) => ({ at_most })),
  number.map((above) => ({ above })),
  number.map((below) => ({ below })),
  fc.tuple(number, number).map(([a, b]) => ({ between: [a, b] as const })),
);
const day = fc.constantFrom("2026-01-09", "2026-01-10", "2026-01-20", "2026-01-10T12:00:00Z", "2026-02-01");
const fixedIs = fc.oneof(
  fc.array(plain, { minLength: 1, maxLength: 3 }).map((any_of) => ({ any_of })),
  fc.array(plain, { minLength: 1, maxLength: 2 }).map((none_of) => ({ none_of })),
  fc.constantFrom("ed", "R", "ay", "2026").map((contains) => ({ contains })),
  fc.constantFrom("re", "2026").map((begins) => ({ begins })),
  fc.constantFrom("D", "50").map((ends) => ({ ends })),
  fc.boolean().map((known) => ({ known })),
  numberIs,
  day.map((before) => ({ before })),
  day.map((after) => ({ after })),
);
const is = fc.oneof(
  { weight: 3, arbitrary: fixedIs },
  { weight: 1, arbitrary: duration.map((past) => ({ past })) },
  { weight: 1, arbitrary: duration.map((longer_ago) => ({ longer_ago })) },
  { weight: 1, arbitrary: duration.map((coming) => ({ coming })) },
  { weight: 1, arbitrary: duration.map((anniversary) => ({ anniversary })) },
);
const eventFilter = fc.record({
  field: fc.constantFrom(
    "device",
    "account",
    "amount",
    "trust",
    "hour",
    "weekday",
    "properties.x",
    "properties.x.y",
    "traits.size",
    "name",
  ),
  is: fixedIs,
});
/** Countries and languages by their names, by their codes, and by what is neither. */
const named = fc.constantFrom("Germany", "ALMANYA", "ألمانيا", "Türkiye", "TR", "Turkish", "العربية", "x y");
const codedFilter = fc.record({
  field: fc.constantFrom("country", "language"),
  is: fc.oneof(
    fc.array(named, { minLength: 1, maxLength: 2 }).map((any_of) => ({ any_of })),
    named.map((name) => ({ none_of: [name] })),
  ),
});
const orderFilter = fc.record({ field: fc.constantFrom("amount", "country", "hour", "coupon"), is: fixedIs });
const anyEventFilter = fc.oneof({ weight: 5, arbitrary: eventFilter }, { weight: 1, arbitrary: codedFilter });
const anyOrderFilter = fc.oneof(
  { weight: 4, arbitrary: orderFilter },
  { weight: 1, arbitrary: codedFilter.map(({ is: by }) => ({ field: "country", is: by })) },
);
const itemFilter = fc.record({
  field: fc.constantFrom("product_id", "category", "quantity", "price"),
  is: fixedIs,
});
const filters = <Filter>(filter: fc.Arbitrary<Filter>) => fc.array(filter, { minLength: 1, maxLength: 2 });
const names = fc.constantFrom(["A"], ["B"], ["A", "C"]);

const matcher = fc.oneof(
  fc.record({ what: fc.constant("event" as const), names }),
  fc.record({ what: fc.constant("event" as const) }),
  fc.record({ what: fc.constant("event" as const), names, where: filters(anyEventFilter) }),
  fc.record({
    what: fc.constant("event" as const),
    kind: fc.constant("page" as const),
    where: filters(anyEventFilter),
  }),
  fc.record({ what: fc.constant("event" as const), item: filters(itemFilter) }),
  fc.record({ what: fc.constant("order" as const) }),
  fc.record({ what: fc.constant("order" as const), where: filters(anyOrderFilter) }),
  fc.record({ what: fc.constantFrom("order" as const, "refund" as const), item: filters(itemFilter) }),
  fc.record({ what: fc.constant("refund" as const) }),
);
const period = fc.constantFrom(
  "day" as const,
  "week" as const,
  "month" as const,
  "quarter" as const,
  "year" as const,
);
const fixedWindow = fc.oneof(
  { weight: 3, arbitrary: duration.map((last) => ({ last })) },
  { weight: 2, arbitrary: duration.map((longer_ago) => ({ longer_ago })) },
  { weight: 1, arbitrary: period.map((p) => ({ this: p })) },
  { weight: 1, arbitrary: period.map((p) => ({ previous: p })) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      { from: "2026-01-10" },
      { to: "2026-01-12" },
      { from: "2026-01-07", to: "2026-01-20" },
    ),
  },
);
/** What nearly everybody did, so that conditions on what came after it hold, too. */
const common = fc.constantFrom(
  { what: "event" as const },
  { what: "event" as const, names: ["A"] },
  { what: "order" as const },
);
const since = fc.record({
  since: fc.oneof({ weight: 2, arbitrary: common }, { weight: 1, arbitrary: matcher }),
  whose: fc.constantFrom("first" as const, "first" as const, "last" as const),
});
const within = fc.option(fixedWindow, { nil: undefined });
const anyWindow = fc.option(
  fc.oneof({ weight: 3, arbitrary: fixedWindow }, { weight: 1, arbitrary: since }),
  {
    nil: undefined,
  },
);
const times = fc.oneof(
  fc.integer({ min: 1, max: 4 }).map((at_least) => ({ at_least })),
  fc.integer({ min: 0, max: 3 }).map((at_most) => ({ at_most })),
  fc.integer({ min: 0, max: 3 }).map((exactly) => ({ exactly })),
);

function ofWords(...words: readonly string[]) {
  const some = fc.subarray([...words], { minLength: 1 });
  return fc.oneof(
    some.map((any_of) => ({ any_of })),
    some.map((none_of) => ({ none_of })),
    fc.boolean().map((known) => ({ known })),
  );
}

/** Figures whose meaning the slow evaluator knows too. */
const plainFigure = fc.oneof(
  fc.record({ figure: fc.constantFrom("orders", "revenue", "average_order", "median_gap"), is: numberIs }),
  fc.record({
    figure: fc.constant("days_since_order"),
    is: fc.oneof(
      numberIs,
      fc.boolean().map((known) => ({ known })),
    ),
  }),
  fc.record({
    figure: fc.constantFrom("first_order_at", "last_order_at"),
    is: fc.oneof(
      duration.map((past) => ({ past })),
      duration.map((longer_ago) => ({ longer_ago })),
      day.map((before) => ({ before })),
    ),
  }),
  fc.record({
    figure: fc.constantFrom("recency_class", "frequency_class", "monetary_class"),
    is: fc.oneof(
      fc.constantFrom({ at_least: 4 }, { at_most: 2 }, { between: [2, 3] as const }, { above: 4 }),
      fc.boolean().map((known) => ({ known })),
    ),
  }),
  fc.record({
    figure: fc.constant("rfm_cell"),
    is: ofWords("champions", "loyal", "first_timers", "at_risk"),
  }),
  fc.record({ figure: fc.constant("buyer_kind"), is: ofWords("repeat", "one_time_high", "one_time_low") }),
);

const eventMatcher = fc.oneof(
  fc.record({ what: fc.constant("event" as const), names }),
  fc.record({ what: fc.constant("event" as const), where: filters(anyEventFilter) }),
);
const orderMatcher = fc.record({ what: fc.constant("order" as const) });
const itemWays = fc.constantFrom(
  "sum" as const,
  "average" as const,
  "min" as const,
  "max" as const,
  "distinct" as const,
);
const ways = fc.oneof(
  { weight: 4, arbitrary: itemWays },
  { weight: 1, arbitrary: fc.constant("last" as const) },
);
/** A number, or so many times another total of the customer's own. */
const totalIs = (as: fc.Arbitrary<(typeof TOTALS)[number]>) =>
  fc.oneof(
    { weight: 2, arbitrary: numberIs },
    {
      weight: 1,
      arbitrary: fc
        .tuple(
          fc.constantFrom("at_least", "at_most", "above", "below"),
          fc.constantFrom(0.5, 1, 1.5, 2),
          fc.record({ as: fc.option(as, { nil: undefined }), within: anyWindow }),
        )
        .map(([op, times, own]) => ({ [op]: { times, own } }) as unknown as { at_least: number }),
    },
  );
const total = fc.oneof(
  fc.record({
    total: eventMatcher,
    of: fc.constantFrom("amount", "properties.x", "device", "hour"),
    as: ways,
    is: totalIs(ways),
    within: anyWindow,
  }),
  fc.record({
    total: orderMatcher,
    of: fc.constantFrom("amount", "country", "coupon"),
    as: ways,
    is: totalIs(ways),
    within: anyWindow,
  }),
  fc.record({
    total: fc.oneof(
      orderMatcher,
      eventMatcher,
      fc.record({ what: fc.constantFrom("event" as const, "order" as const), item: filters(itemFilter) }),
    ),
    of: fc.constantFrom("items.category", "items.product_id", "items.quantity", "items.price"),
    as: itemWays,
    is: totalIs(itemWays),
    within: anyWindow,
  }),
);
const some = <Value>(arbitrary: fc.Arbitrary<Value>) => fc.option(arbitrary, { nil: undefined });
const ofEdge = <Filter>(filter: fc.Arbitrary<Filter>) =>
  fc
    .record({ where: some(filters(filter)), item: some(filters(itemFilter)), within: anyWindow })
    .filter(({ where, item }) => where !== undefined || item !== undefined);
const edge = fc.oneof(
  fc.tuple(eventMatcher, ofEdge(anyEventFilter)).map(([first, rest]) => ({ first, ...rest })),
  fc.tuple(eventMatcher, ofEdge(anyEventFilter)).map(([last, rest]) => ({ last, ...rest })),
  fc.tuple(orderMatcher, ofEdge(anyOrderFilter)).map(([first, rest]) => ({ first, ...rest })),
);
const limit = fc.option(duration, { nil: undefined });
const did = fc.record({
  did: fc.oneof({ weight: 1, arbitrary: common }, { weight: 1, arbitrary: matcher }),
  within: limit,
});
const sequence = fc.oneof(
  fc.tuple(did, did).map((steps) => ({ sequence: steps })),
  fc.tuple(did, did, did, fixedWindow).map(([a, b, c, window]) => ({ sequence: [a, b, c], within: window })),
  fc.tuple(did, fc.record({ not: matcher, within: limit })).map((steps) => ({ sequence: steps })),
  fc.tuple(did, matcher, did).map(([a, not, b]) => ({ sequence: [a, { not }, b] })),
  fc
    .tuple(did, matcher, did, fc.record({ not: matcher, within: limit }), within)
    .map(([a, not, b, end, window]) => ({ sequence: [a, { not }, b, end], within: window })),
  fc.tuple(did, did, since).map(([a, b, window]) => ({ sequence: [a, b], within: window })),
);
const interest = fc.record({
  interest: fc.constantFrom("product" as const, "category" as const),
  of: fc.constantFrom(["p1"], ["p3", "p2"], ["shoes"], ["HATS"]),
  by: fc.constantFrom("viewed" as const, "bought" as const, "any" as const),
  is: fc.oneof(
    fc.constantFrom(0.25, 0.5, 1).map((share) => ({ share })),
    fc.constantFrom(1, 2).map((rank) => ({ rank })),
  ),
  within: anyWindow,
});
const account = fc.record({
  account: fc.record({ field: fc.constantFrom("id", "traits.size"), is: fixedIs }),
});
const kept = fc.oneof(
  fc.record({ list: fc.constantFrom(...KEPT.lists) }),
  fc.record({ persona: fc.constantFrom(...KEPT.personas) }),
  fc.record({ entered: fc.constantFrom(KEPT.leaf, KEPT.nested), within: anyWindow }),
  fc.record({ left: fc.constantFrom(KEPT.leaf, KEPT.nested), within: anyWindow }),
);
const set = fc.oneof(
  fc.record({
    sample: fc.record({ percent: fc.constantFrom(10, 50, 100), seed: fc.constantFrom("a", "b") }),
  }),
  fc.record({ top: fc.record({ by: fc.constantFrom("orders", "revenue"), count: fc.constantFrom(1, 2) }) }),
  fc.record({
    top: fc.record({ by: fc.constantFrom("orders", "revenue"), percent: fc.constantFrom(20, 50) }),
  }),
  fc.record({
    figure: fc.constant("state"),
    is: fc.constantFrom(
      { any_of: ["active", "new"] },
      { any_of: ["slipping"] },
      { none_of: ["visitor", "lost"] },
    ),
  }),
  fc.record({
    figure: fc.constant("tier"),
    is: fc.constantFrom({ any_of: ["high"] }, { none_of: ["other"] }),
  }),
);

const ownLeaf: fc.Arbitrary<Rule> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ did: matcher, times: fc.option(times, { nil: undefined }), within }) },
  { weight: 2, arbitrary: fc.record({ did: matcher, times, within: since }) },
  { weight: 3, arbitrary: fc.record({ trait: fc.constantFrom("plan", "score", "born"), is }) },
  {
    weight: 2,
    arbitrary: fc.record({
      consent: fc.constantFrom("email", "sms"),
      is: fc.constantFrom("granted" as const, "refused" as const, "unknown" as const),
    }),
  },
  { weight: 2, arbitrary: plainFigure },
  { weight: 2, arbitrary: total },
  { weight: 2, arbitrary: edge },
  { weight: 3, arbitrary: sequence },
  { weight: 1, arbitrary: interest },
  { weight: 1, arbitrary: account },
  { weight: 2, arbitrary: kept },
);
const leaf: fc.Arbitrary<Rule> = fc.oneof(
  { weight: 12, arbitrary: ownLeaf },
  { weight: 1, arbitrary: fc.record({ segment: fc.constantFrom(KEPT.leaf, KEPT.nested) }) },
);

/** What hangs on all customers, or on a hash: only the two readings know it. */
export const setRule: fc.Arbitrary<Rule> = set;

const ruleOf = (of: fc.Arbitrary<Rule>): fc.Arbitrary<Rule> =>
  fc.letrec<{ rule: Rule; leaf: Rule }>((tie) => ({
    leaf: of,
    rule: fc.oneof(
      { maxDepth: 3, depthIdentifier: "rule" },
      { weight: 3, arbitrary: tie("leaf") },
      { weight: 1, arbitrary: fc.array(tie("rule"), { minLength: 1, maxLength: 3 }).map((all) => ({ all })) },
      { weight: 1, arbitrary: fc.array(tie("rule"), { minLength: 1, maxLength: 3 }).map((any) => ({ any })) },
      { weight: 1, arbitrary: tie("rule").map((not) => ({ not })) },
    ),
  })).rule;

/** A random rule. */
export const rule: fc.Arbitrary<Rule> = ruleOf(leaf);

/** The rules of the segments that random rules name: one of conditions of its own, one that names the other. */
export const segmentRules: fc.Arbitrary<ReadonlyMap<number, Rule>> = fc
  .tuple(ruleOf(ownLeaf), ruleOf(ownLeaf))
  .map(
    ([one, other]) =>
      new Map<number, Rule>([
        [KEPT.leaf, one],
        [KEPT.nested, { all: [{ not: { segment: KEPT.leaf } }, other] }],
      ]),
  );
