import { expect, test } from "vitest";
import type { FigureName } from "../../core/customer-figures-port.ts";
import { checkRule, kindOf, leavesOf, needsOf } from "./index.ts";
import type { Filter } from "./contract.ts";
import type {
  Known,
  Leaf,
  LeafKind,
  Matcher,
  Needs,
  PlacedLeaf,
  Rule,
  RuleProblem,
  Window,
} from "./index.ts";

const figureNames: FigureName[] = [
  { name: "orders", kind: "number", ofNobody: 0, everybody: false },
  { name: "tier", kind: "text", ofNobody: "", everybody: true },
];
const bought: Rule = { did: { what: "order" } };
const known: Known = {
  segments: new Map<number, Rule>([
    [1, bought],
    [2, { any: [{ segment: 3 }, bought] }],
    [3, { not: { segment: 4 } }],
  ]),
  lists: new Set([7]),
  personas: new Set(),
  figureNames,
  own: 4,
};

function problems(rule: Rule): [string, string | undefined][] {
  const found: RuleProblem[] = checkRule(rule, known);
  return found.map(({ path, words }) => [path.join("."), words.reason]);
}

test("what a rule names has to be there", () => {
  expect(problems({ all: [bought, { segment: 1 }, { list: 7 }, { entered: 1 }] })).toEqual([]);
  expect(problems({ all: [bought, { not: { segment: 9 } }] })).toEqual([
    ["all.1.not.segment", "conditions.no_segment"],
  ]);
  expect(problems({ list: 8 })).toEqual([["list", "conditions.no_list"]]);
  expect(problems({ persona: "k1" })).toEqual([["persona", "conditions.no_persona"]]);
  expect(problems({ left: 9 })).toEqual([["left", "conditions.no_segment"]]);
  expect(problems({ figure: "luck", is: { above: 1 } })).toEqual([["figure", "conditions.no_figure"]]);
});

test("what is neither a country nor a language is refused where it stands", () => {
  const of = (field: string, is: Filter["is"]): Rule => ({ did: { what: "event", where: [{ field, is }] } });
  expect(problems(of("country", { any_of: ["Germany", "ALMANYA", "de", "XX"] }))).toEqual([]);
  expect(problems(of("language", { none_of: ["Turkish", "العربية", "pt-BR"] }))).toEqual([]);
  expect(problems(of("country", { known: false }))).toEqual([]);
  expect(problems({ not: of("country", { any_of: ["TR", "Germny"] }) })).toEqual([
    ["not.did.where.0.is.any_of.1", "conditions.no_country"],
  ]);
  const since: Rule = {
    ...{ last: { what: "order" }, where: [{ field: "country", is: { contains: "Ger" } }] },
    within: { since: { what: "event", where: [{ field: "language", is: { any_of: [7] } }] }, whose: "last" },
  };
  expect(problems(since)).toEqual([
    ["where.0.is", "conditions.only_codes"],
    ["within.since.where.0.is.any_of.0", "conditions.no_language"],
  ]);
});

test("a rule that comes back to itself is refused with the way round", () => {
  const [problem] = checkRule({ segment: 2 }, known);
  expect(problem?.words).toMatchObject({
    reason: "conditions.goes_round",
    values: { way: ["4", "2", "3", "4"] },
  });
});

test("figures are compared by their kind", () => {
  expect(problems({ figure: "orders", is: { at_least: 2 } })).toEqual([]);
  expect(problems({ figure: "orders", is: { contains: "2" } })).toEqual([
    ["is", "conditions.no_such_comparison"],
  ]);
  expect(problems({ figure: "tier", is: { any_of: ["high"] } })).toEqual([]);
});

test("a rule needs what its conditions and its segments' look at", () => {
  const matcher: Matcher = { what: "event", names: ["Cart Viewed"] };
  const window: Window = { since: { what: "refund" }, whose: "last" };
  const rule: Rule = {
    all: [{ did: matcher, within: window }, { trait: "plan", is: { known: true } }, { segment: 1 }],
  };
  const needs: Needs = needsOf(rule, known);
  expect(needs).toMatchObject({ orders: true, refunds: true, consents: false, everybody: false });
  expect([needs.events, needs.traits]).toEqual([new Set(["Cart Viewed"]), new Set(["plan"])]);
  expect(needsOf({ figure: "tier", is: { any_of: ["high"] } }, known).everybody).toBe(true);
  expect(needsOf({ did: { what: "event" } }, known).events).toBe("all");
  const told = needsOf({ account: { field: "traits.plan", is: { known: true } } }, known);
  expect(told).toMatchObject({ events: "all", accounts: true, everybody: true });
  const named = needsOf({ account: { field: "id", is: { known: true } } }, known);
  expect(named).toMatchObject({ events: "all", accounts: false, everybody: false });
  const kinds: LeafKind[] = leavesOf(rule).map(({ leaf }: PlacedLeaf) => kindOf(leaf satisfies Leaf));
  expect(kinds).toEqual(["did", "trait", "segment"]);
});
