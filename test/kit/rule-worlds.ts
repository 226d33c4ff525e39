/** Random customers with random histories, as raw rows, and random rules about them. */
import fc from "fast-check";
import type { JsonObject } from "../../src/core/json.ts";

const HOUR = 3_600_000;
/** All happens in steps of six hours, so that rows meet the edges of windows and one another. */
export const STEP = 6 * HOUR;
/** Midnight of Kolkata (UTC+5:30), a Monday. */
export const BASE = Date.UTC(2026, 0, 4, 18, 30);

/** Segments and lists that rules name, by number, and personas by id. */
export const KEPT = { leaf: 11, nested: 12, lists: [21, 22], personas: ["k1", "k2"] } as const;

/** A raw row of a world; times in milliseconds. */
export type RawEvent = {
  readonly handle: number;
  readonly at: number;
  readonly id: string;
  readonly kind: string;
  readonly name: string;
  readonly device: string;
  readonly country: string;
  readonly language: string;
  readonly account: string;
  readonly trust: "claimed" | "trusted";
  readonly amount: string | null;
  readonly properties: JsonObject;
  readonly traits: JsonObject;
  readonly items: readonly RawItem[];
};

/** An item of an event or order. */
export type RawItem = {
  readonly product_id: string;
  readonly category: string;
  readonly quantity: string;
  readonly price: string;
};

/** An order; with `goods` a refund. */
export type RawOrder = {
  readonly handle: number;
  readonly at: number;
  readonly id: string;
  readonly gross: string;
  readonly status: string;
  readonly trust: "claimed" | "trusted";
  readonly anonymous: 0 | 1;
  readonly country: string;
  readonly coupon: string;
  readonly items: readonly RawItem[];
};

/** What was said of a trait. */
export type RawTrait = {
  readonly handle: number;
  readonly name: string;
  readonly at: number;
  readonly value: unknown;
  readonly trust: "claimed" | "trusted";
  readonly id: string;
};

/** An answer to a request for consent. */
export type RawConsent = {
  readonly handle: number;
  readonly at: number;
  readonly answer: number;
  readonly preferences: { readonly [category: string]: boolean };
  readonly trust: "claimed" | "trusted";
};

/** An entry into a segment or an exit, under the number that the customer had. */
export type RawMove = {
  readonly handle: number;
  readonly at: number;
  readonly segment: number;
  readonly entered: boolean;
};

/** A set of customers that somebody keeps: one of their handles each. */
export type RawSet<Id = number> = { readonly id: Id; readonly handles: readonly number[] };

/** All that is stored, and which handles are one customer: those with the same number. */
export type World = {
  readonly profileOf: readonly number[];
  readonly events: readonly RawEvent[];
  readonly orders: readonly RawOrder[];
  readonly refunds: readonly RawOrder[];
  readonly traits: readonly RawTrait[];
  readonly consents: readonly RawConsent[];
  readonly moves: readonly RawMove[];
  readonly lists: readonly RawSet[];
  readonly personas: readonly RawSet<string>[];
};

/** Handles of a world: 1 and up. */
export const HANDLES = 9;

const handle = fc.integer({ min: 1, max: HANDLES });
/** Some 25 days, some of them after what is asked as of. */
const at = fc
  .tuple(fc.integer({ min: 0, max: 100 }), fc.constantFrom(0, 0, 0, 1, -1, HOUR, -HOUR))
  .map(([step, off]) => BASE + step * STEP + off);
const trust = fc.constantFrom<"claimed" | "trusted">("claimed", "trusted");
const value = fc.constantFrom<unknown>(
  ...[
    "Red",
    "red",
    "ÇAY",
    "çay",
    "IŞIK",
    "ışık",
    "blue red",
    5,
    5.5,
    -2,
    "5",
    "05",
    "12.50",
    12.5,
    true,
    false,
    null,
  ],
  ...[
    "true",
    "",
    ["Red", 7],
    [],
    { deep: "Red" },
    "2026-01-10",
    "2026-01-10T12:00:00Z",
    "2026-01-31 10:00",
    "2026-02-30",
    "2024-02-29",
  ],
);
const item = fc.record({
  product_id: fc.constantFrom("p1", "p2", "P3"),
  category: fc.constantFrom("shoes", "Hats", ""),
  quantity: fc.constantFrom("1", "2", "3.5"),
  price: fc.constantFrom("0", "9.99", "20"),
});
const items = fc.array(item, { maxLength: 3 });

const event = fc.record({
  handle,
  at,
  kind: fc.constantFrom("track", "track", "track", "page", "group"),
  name: fc.constantFrom("A", "B", "C", "a", "Product Viewed"),
  device: fc.constantFrom("", "phone", "Desktop"),
  country: fc.constantFrom("", "DE", "TR"),
  language: fc.constantFrom("", "de", "tr"),
  account: fc.constantFrom("", "acme", "Beta"),
  trust,
  amount: fc.constantFrom(null, "10", "12.5", "-3.25"),
  properties: fc.oneof(
    fc.constant<JsonObject>({}),
    value.map((x) => ({ x }) as JsonObject),
    value.map((y) => ({ x: { y } }) as JsonObject),
  ),
  traits: fc.oneof(
    fc.constant<JsonObject>({}),
    value.map((size) => ({ size }) as JsonObject),
  ),
  items,
});
const order = fc.record({
  handle,
  at,
  gross: fc.constantFrom("10", "25.5", "0"),
  status: fc.constantFrom("paid", "paid", "paid", "cancelled"),
  trust: fc.constantFrom<"claimed" | "trusted">("trusted", "trusted", "claimed"),
  anonymous: fc.constantFrom<0 | 1>(0, 0, 0, 0, 0, 1),
  country: fc.constantFrom("DE", "TR", ""),
  coupon: fc.constantFrom("", "SAVE", "Welcome"),
  items,
});
const trait = fc.record({ handle, at, name: fc.constantFrom("plan", "score", "born"), value, trust });
const consent = fc.record({
  handle,
  at,
  preferences: fc.dictionary(fc.constantFrom("email", "sms"), fc.boolean()),
  trust,
});

const move = fc.record({
  handle,
  at,
  segment: fc.constantFrom(KEPT.leaf, KEPT.nested),
  entered: fc.boolean(),
});
const sets = <Id>(ids: readonly Id[]): fc.Arbitrary<readonly RawSet<Id>[]> =>
  fc.tuple(...ids.map((id) => fc.array(handle, { maxLength: 4 }).map((handles) => ({ id, handles }))));

/** Numbers rows of a kind, so that ids are theirs alone. */
function numbered<Row extends object>(rows: readonly Row[], letter: string): (Row & { id: string })[] {
  return rows.map((row, index) => ({ ...row, id: `${letter}${index}` }));
}

/** A random world. The order of a world's rows is not that of time. */
export const world: fc.Arbitrary<World> = fc
  .record({
    merges: fc.array(fc.integer({ min: 1, max: HANDLES }), { minLength: HANDLES, maxLength: HANDLES }),
    events: fc.array(event, { minLength: 10, maxLength: 70 }),
    orders: fc.array(order, { maxLength: 25 }),
    refunds: fc.array(order, { maxLength: 6 }),
    traits: fc.array(trait, { maxLength: 25 }),
    consents: fc.array(consent, { maxLength: 15 }),
    moves: fc.array(move, { maxLength: 30 }),
    lists: sets(KEPT.lists),
    personas: sets(KEPT.personas),
  })
  .map(({ merges, events, orders, refunds, traits, consents, ...rest }) => ({
    ...rest,
    // Half of the handles are merged with a smaller one.
    profileOf: merged(merges),
    events: numbered(events, "e"),
    // The handle of an order that nobody known made is its own, and nobody's events are on it.
    orders: numbered(orders, "o").map((one) =>
      one.anonymous ? { ...one, handle: 1000 + Number(one.id.slice(1)) } : one,
    ),
    refunds: numbered(refunds, "r").map((one) =>
      one.anonymous ? { ...one, handle: 1000 + Number(one.id.slice(1)) } : one,
    ),
    traits: numbered(traits, "t"),
    consents: consents.map((row, index) => ({ ...row, answer: index + 1 })),
  }));

function merged(merges: readonly number[]): number[] {
  const profiles = [0];
  for (const [index, into] of merges.entries()) {
    const own = index + 1;
    profiles.push(into < own && into % 2 === 0 ? (profiles[into] ?? own) : own);
  }
  return profiles;
}
