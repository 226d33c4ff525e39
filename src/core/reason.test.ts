import { describe, expect, it } from "vitest";
import { Problem, wordsOf } from "./problem.ts";
import { because, becauseNamed } from "./reason.ts";

describe("the words of a reason", () => {
  it("say in English what its texts say, with the values in their places", () => {
    const { message, fix, reason, values } = because("settings.own_currency", { currency: "TRY" });
    expect(message).toBe("TRY is the workspace’s own currency.");
    expect(fix).toBe("Give the rate of another currency towards it.");
    expect([reason, values]).toEqual(["settings.own_currency", { currency: "TRY" }]);
  });

  it("choose between one and many, and write lists", () => {
    expect(because("form.too_short", { n: 1 }).message).toBe("At least 1 character is needed.");
    expect(because("form.too_short", { n: 10 }).message).toBe("At least 10 characters are needed.");
    expect(because("tokens.beyond_own", { scopes: ["a", "b"] }).message).toMatch(
      /^You cannot hand out a, b:/,
    );
  });

  it("travel with a problem, and are handed on whole", () => {
    const words = because("people.too_many_tries", { n: 3 });
    expect(wordsOf(new Problem("too_many", words))).toEqual(words);
    expect(wordsOf(new Problem("conflict", "Only in English.")).reason).toBeUndefined();
  });

  it("are found by a name in a text, and by no other text", () => {
    expect(becauseNamed("settings.no_currency")?.message).toMatch(/ISO 4217/);
    for (const text of ["expected string", "form", "form.", "form.constructor", "constructor.name"])
      expect(becauseNamed(text)).toBeNull();
  });
});
