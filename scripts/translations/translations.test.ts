import { describe, expect, it } from "vitest";
import { flatten, missingKeys, unusedKeys, unusedReasons, type Texts } from "./keys.ts";
import { literalTexts } from "./literal-texts.ts";

function texts(value: object): Texts {
  const map: Texts = new Map();
  flatten("a", value, map);
  return map;
}

describe("the check of translations", () => {
  it("finds a text that a language lacks", () => {
    expect(missingKeys("tr", texts({ b: "Save" }), texts({}))).toEqual(["tr: a.b is missing"]);
  });
  it("wants every plural form that a language has", () => {
    const missing = missingKeys(
      "ar",
      texts({ n_one: "{{n}} day", n_other: "{{n}} days" }),
      texts({ n_other: "أيام" }),
    );
    expect(missing.toSorted()).toEqual(
      ["few", "many", "one", "two", "zero"].map((form) => `ar: a.n_${form} is missing`),
    );
  });
  it("finds a value that a translation forgot", () => {
    expect(missingKeys("tr", texts({ b: "As of {{at}}" }), texts({ b: "Şimdi" }))).toHaveLength(1);
  });
  it("finds a text that nothing uses, and follows templates", () => {
    const english = texts({ used: "1", unused: "2", state: { new: "3" } });
    expect(unusedKeys(english, 't("a.used") + t(`a.state.${state}`)')).toEqual(["unused: a.unused"]);
  });
  it("finds a reason that the server never gives", () => {
    const reasons = texts({ people: { gone: { message: "Gone." }, here: { message: "Here.", fix: "Go." } } });
    expect(unusedReasons(reasons, 'because("people.here")')).toEqual(["unused reason: people.gone"]);
  });
  it("finds text that stands in a view itself", () => {
    expect(literalTexts("X.tsx", "<p>Hello there</p>")).toHaveLength(1);
    expect(literalTexts("X.tsx", '<input placeholder="Name" />')).toHaveLength(1);
    expect(literalTexts("X.tsx", "<p>{t('a.b')} · –</p>")).toHaveLength(0);
  });
});
