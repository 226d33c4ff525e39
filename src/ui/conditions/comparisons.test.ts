import { describe, expect, it } from "vitest";
import { isSchema, type Is } from "../../profile/conditions/contract.ts";
import { isOf, opOf, opsFor, plainOf } from "./comparisons.ts";

const HELD: readonly Is[] = [
  { any_of: ["pro"] },
  { none_of: [1, 2] },
  { contains: "pro" },
  { known: false },
  { at_least: 5 },
  { between: [1, 2] },
  { before: "2026-01-01" },
  { past: { weeks: 2 } },
];

describe("a comparison", () => {
  it("becomes any other, and is one that the language has or that only lacks its value", () => {
    for (const before of HELD) {
      for (const op of opsFor("any")) {
        const next = isOf(op, before);
        expect(opOf(next)).toBe(op);
        const isOpen = JSON.stringify(next).includes("[]") || JSON.stringify(next).includes('""');
        expect(isSchema.safeParse(next).success || isOpen, `${JSON.stringify(before)} as ${op}`).toBe(true);
      }
    }
  });

  it("keeps what both have", () => {
    expect(isOf("none_of", { any_of: ["a", "b"] })).toEqual({ none_of: ["a", "b"] });
    expect(isOf("at_most", { at_least: 5 })).toEqual({ at_most: 5 });
    expect(isOf("between", { above: 5 })).toEqual({ between: [5, 5] });
    expect(isOf("begins", { contains: "x" })).toEqual({ begins: "x" });
    expect(isOf("after", { before: "2026-01-01" })).toEqual({ after: "2026-01-01" });
    expect(isOf("coming", { past: { weeks: 2 } })).toEqual({ coming: { weeks: 2 } });
  });

  it("reads what was typed as the value that is meant", () => {
    expect(plainOf("5", "any")).toBe(5);
    expect(plainOf("true", "any")).toBe(true);
    expect(plainOf("05", "any")).toBe("05");
    expect(plainOf("5", "text")).toBe("5");
  });
});
