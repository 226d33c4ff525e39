import { expect, test } from "vitest";
import {
  durationSchema,
  EVENT_FIELDS,
  filterSchema,
  hasField,
  isSchema,
  ITEM_FIELDS,
  kindOf,
  KINDS,
  leavesOf,
  LONGEST_TEXT,
  MOST_NAMES,
  numberIsSchema,
  ORDER_FIELDS,
  PERIODS,
  ruleSchema,
  WHATS,
  windowSchema,
} from "./contract.ts";
import type {
  Duration,
  DurationUnit,
  Leaf,
  LeafKind,
  Matcher,
  Period,
  PlacedLeaf,
  Rule,
  Window,
} from "./contract.ts";

const wrong = (rule: unknown) =>
  ruleSchema.safeParse(rule).error?.issues.map(({ path, message }) => [path.join("."), message]) ?? [];

const bought: Rule = { did: { what: "order" }, times: { at_least: 2 }, within: { last: { days: 30 } } };

test("a rule is taken as it was given", () => {
  const rule: Rule = { all: [bought, { not: { trait: "plan", is: { any_of: ["free", 3, true] } } }] };
  expect(ruleSchema.parse(rule)).toEqual(rule);
  expect(leavesOf(rule).map(({ path }) => path.join("."))).toEqual(["all.0", "all.1.not"]);
});

test("what is wrong is named at its own place", () => {
  expect(wrong({ all: [bought, { did: { what: "order", names: ["x"] } }] })).toEqual([
    ["all.1.did.names", "conditions.only_events"],
  ]);
  expect(
    wrong({ any: [{ not: { did: { what: "event", where: [{ field: "colour", is: { known: true } }] } } }] }),
  ).toEqual([["any.0.not.did.where.0.field", "conditions.no_field"]]);
  expect(wrong({ all: [{ dit: { what: "order" } }] })).toEqual([["all.0", "conditions.no_form"]]);
  expect(wrong({ ...bought, times: { at_least: 0 } })[0]?.[0]).toBe("times.at_least");
  expect(wrong({ ...bought, within: { last: { days: 1.5 } } })[0]?.[0]).toBe("within.last.days");
  expect(wrong({ ...bought, extra: 1 })[0]?.[0]).toBe("");
});

test("a rule that is too deep or too long is refused", () => {
  let deep: unknown = bought;
  for (let level = 0; level < 8; level += 1) deep = { not: deep };
  expect(wrong(deep)).toEqual([["", "conditions.too_deep"]]);
  const many = Array.from({ length: 30 }, () => bought);
  expect(wrong({ all: [{ any: many }, { any: many }] })).toEqual([["", "conditions.too_many"]]);
  // Before it is read: what is refused anyway must hold nobody up, and be no bug of ours.
  const [nothings, lists] = [200_000, 100_000].map((count) =>
    Array.from({ length: count }, () => ({ any: [] })),
  );
  expect(wrong({ all: nothings })).toEqual([["", "conditions.too_many"]]);
  expect(wrong({ any: [{ all: lists }] })).toEqual([["", "conditions.too_many"]]);
});

test("a sequence begins with something done, and a stretch ends after it begins", () => {
  const did = { did: { what: "event", names: ["A"] } };
  expect(wrong({ sequence: [{ not: { what: "event" } }, did] })).toEqual([
    ["sequence", "conditions.begins_with_not"],
  ]);
  expect(wrong({ ...bought, within: { from: "2026-02-01", to: "2026-01-01" } })).toEqual([
    ["within", "conditions.ends_before"],
  ]);
});

test("the fields that are offered are taken, of each kind of row its own", () => {
  const is = { known: true };
  const asks = (matcher: Matcher) => wrong({ did: matcher });
  const offered = {
    event: EVENT_FIELDS,
    order: ORDER_FIELDS,
    refund: ORDER_FIELDS.filter((field) => hasField("refund", field)),
  };
  for (const what of WHATS) {
    for (const field of offered[what]) expect(asks({ what, where: [{ field, is }] })).toEqual([]);
    for (const field of ITEM_FIELDS) expect(asks({ what, item: [{ field, is }] })).toEqual([]);
  }
  for (const kind of KINDS) expect(asks({ what: "event", kind })).toEqual([]);
  expect(hasField("refund", "coupon")).toBe(false);
  expect(filterSchema.safeParse({ field: "device", is: { past: { days: 1 } } }).success).toBe(false);
});

test("parts of a rule are checked by themselves, too", () => {
  const units: DurationUnit[] = ["minutes", "hours", "days", "weeks"];
  const lengths = units.map((unit) => ({ [unit]: 3 }) as unknown as Duration);
  for (const length of lengths) expect(durationSchema.safeParse(length).success).toBe(true);
  const windows: Window[] = PERIODS.map((period: Period) => ({ this: period }));
  for (const window of windows) expect(windowSchema.safeParse(window).success).toBe(true);
  expect(numberIsSchema.safeParse({ any_of: [1] }).success).toBe(false);
  expect(
    isSchema.safeParse({ any_of: Array.from({ length: MOST_NAMES }, (_, index) => index) }).success,
  ).toBe(true);
  expect(
    isSchema.safeParse({ any_of: Array.from({ length: MOST_NAMES + 1 }, (_, index) => index) }).success,
  ).toBe(false);
  expect(isSchema.safeParse({ contains: "x".repeat(LONGEST_TEXT + 1) }).success).toBe(false);
});

test("a condition is told by its key", () => {
  const leaves: [Leaf, LeafKind][] = [
    [{ trait: "plan", is: { known: true } }, "trait"],
    [{ total: { what: "order" }, of: "amount", as: "sum", is: { above: 1 } }, "total"],
    [{ top: { by: "revenue", percent: 5 } }, "top"],
  ];
  const placed: PlacedLeaf[] = leavesOf({ any: leaves.map(([leaf]) => leaf) });
  expect(placed.map(({ leaf }) => kindOf(leaf))).toEqual(leaves.map(([, kind]) => kind));
});
