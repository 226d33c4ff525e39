import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ruleSchema, type Rule } from "../../profile/conditions/contract.ts";
import {
  added,
  condition,
  draftOf,
  duplicated,
  joined,
  moved,
  ruleOf,
  unwrapped,
  without,
  wrapped,
} from "./draft.ts";
import { numbersOf, partAt, placesOf } from "./places.ts";

const a: Rule = { segment: 1 };
const b: Rule = { segment: 2 };
const c: Rule = { segment: 3 };

/** The number of the part that stands for a leaf of one segment. */
function partOf(root: ReturnType<typeof draftOf>, segment: number): number {
  const place = JSON.stringify(ruleOf(root)).includes(`"segment":${segment}`);
  if (!place) throw new Error(`no segment ${segment}`);
  const walk = (nodes: typeof root.nodes): number | null => {
    for (const node of nodes) {
      const found =
        "nodes" in node
          ? walk(node.nodes)
          : "segment" in node.leaf && node.leaf.segment === segment
            ? node.id
            : null;
      if (found !== null) return found;
    }
    return null;
  };
  return walk(root.nodes) ?? 0;
}

const anyRule: fc.Arbitrary<Rule> = fc.letrec<{ rule: Rule }>((tie) => ({
  rule: fc.oneof(
    { depthSize: "small" },
    fc.integer({ min: 1, max: 9 }).map((segment): Rule => ({ segment })),
    fc.array(tie("rule"), { minLength: 1, maxLength: 3 }).map((all): Rule => ({ all })),
    fc.array(tie("rule"), { minLength: 1, maxLength: 3 }).map((any): Rule => ({ any })),
    tie("rule").map((not): Rule => ({ not })),
  ),
})).rule;

/** What a rule says of somebody who is in the segments given. */
function holds(rule: Rule, of: ReadonlySet<number>): boolean {
  if ("all" in rule) return rule.all.every((one) => holds(one, of));
  if ("any" in rule) return rule.any.some((one) => holds(one, of));
  if ("not" in rule) return !holds(rule.not, of);
  return "segment" in rule && of.has(rule.segment);
}

describe("a rule while it is written", () => {
  it("says what the rule said that it was made of", () => {
    fc.assert(
      fc.property(anyRule, fc.uniqueArray(fc.integer({ min: 1, max: 9 })), (rule, some) => {
        const of = new Set(some);
        expect(holds(ruleOf(draftOf(rule)), of)).toBe(holds(rule, of));
      }),
    );
  });

  it("is one that the server takes", () => {
    const root = draftOf({ any: [a, { not: { all: [b, c] } }] });
    expect(ruleSchema.safeParse(ruleOf(root)).success).toBe(true);
  });

  it("is added to, doubled, grouped and taken away from", () => {
    const root = draftOf({ all: [a, b] });
    expect(ruleOf(added(root, root.id, condition({ segment: 3 })))).toEqual({ all: [a, b, c] });
    expect(ruleOf(duplicated(root, partOf(root, 1)))).toEqual({ all: [a, a, b] });
    const grouped = wrapped(root, partOf(root, 2));
    expect(ruleOf(grouped)).toEqual({ all: [a, { any: [b] }] });
    expect(ruleOf(unwrapped(grouped, grouped.nodes[1]?.id ?? 0))).toEqual({ all: [a, b] });
    expect(ruleOf(without(root, partOf(root, 1)))).toEqual({ all: [b] });
    expect(ruleOf(joined(root, root.id, "any"))).toEqual({ any: [a, b] });
  });

  it("has its conditions moved past one another, into groups and out of them", () => {
    const root = draftOf({ all: [a, { any: [b] }, c] });
    const down = moved(root, partOf(root, 1), 1);
    expect(down && ruleOf(down)).toEqual({ all: [{ any: [a, b] }, c] });
    const up = moved(root, partOf(root, 3), -1);
    expect(up && ruleOf(up)).toEqual({ all: [a, { any: [b, c] }] });
    const out = moved(root, partOf(root, 2), -1);
    expect(out && ruleOf(out)).toEqual({ all: [a, b, { any: [] }, c] });
    expect(moved(root, partOf(root, 1), -1)).toBeNull();
  });

  it("keeps every condition through any moves", () => {
    const moves = fc.array(fc.tuple(fc.nat(), fc.constantFrom<(1 | -1)[]>(1, -1)), { maxLength: 20 });
    fc.assert(
      fc.property(anyRule, moves, (rule, steps) => {
        let root = draftOf(rule);
        const leaves = () =>
          JSON.stringify(ruleOf(root))
            .match(/"segment":\d+/g)
            ?.sort();
        const before = leaves();
        for (const [which, step] of steps) {
          const ids = [...placesOf(root).keys()].filter((id) => id !== root.id);
          const id = ids[which % ids.length];
          root = (id !== undefined && moved(root, id, step)) || root;
        }
        expect(leaves()).toEqual(before);
      }),
    );
  });
});

describe("the places of its parts", () => {
  it("are those in the rule that it says, with its not", () => {
    const root = draftOf({ all: [a, { not: { any: [b, c] } }] });
    const inner = partOf(root, 3);
    expect(placesOf(root).get(inner)).toEqual(["all", 1, "not", "any", 1]);
    expect(partAt(root, ["all", 1, "not", "any", 1, "segment"])).toBe(inner);
    expect(partAt(root, ["all"])).toBe(root.id);
    expect(numbersOf(root).get(inner)).toBe(3);
  });
});
