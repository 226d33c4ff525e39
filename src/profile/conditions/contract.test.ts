import { expect, test } from "vitest";
import { leavesOf, ruleSchema, type Rule } from "./contract.ts";

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
