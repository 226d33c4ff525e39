import i18next, { type TFunction } from "i18next";
import { beforeAll, describe, expect, it } from "vitest";
import type { Rule } from "../../profile/conditions/contract.ts";
import { formatFor } from "../format/format.ts";
import { LANGUAGES, type Language } from "../language.ts";
import { locale as ar } from "../locales/ar/index.ts";
import { locale as en } from "../locales/en/index.ts";
import { locale as tr } from "../locales/tr/index.ts";
import { differenceOf } from "./difference.ts";
import { sayRule } from "./say-rule.ts";
import type { Say } from "./say.ts";

const texts = { en, tr, ar };
const says = new Map<Language, Say>();

beforeAll(async () => {
  for (const language of ["en", "tr", "ar"] as const) {
    const instance = i18next.createInstance();
    await instance.init({
      lng: language,
      resources: { [language]: { translation: texts[language] } },
      interpolation: { escapeValue: false },
    });
    const settings = { tag: LANGUAGES[language].tag, timeZone: "UTC", currency: "EUR" };
    const nameOf = (_: string, id: number | string) => (id === 7 ? "VIP" : String(id));
    says.set(language, { t: instance.t as TFunction, format: formatFor(settings), nameOf });
  }
});

const said = (language: Language, rule: Rule): string => {
  const say = says.get(language);
  if (!say) throw new Error(language);
  return sayRule(say, rule);
};

const EXAMPLE: Rule = {
  all: [
    { did: { what: "order" }, times: { at_least: 2 } },
    { did: { what: "event", names: ["Product Viewed"] }, within: { last: { days: 7 } } },
    {
      did: { what: "event", names: ["Product Added"] },
      times: { exactly: 0 },
      within: { since: { what: "order" }, whose: "last" },
    },
    {
      did: { what: "event", names: ["Email Opened"] },
      times: { exactly: 0 },
      within: { last: { days: 30 } },
    },
    { consent: "email", is: "granted" },
  ],
};

describe("a rule is a sentence", () => {
  it("in English", () => {
    expect(said("en", EXAMPLE)).toBe(
      "Customers who bought at least 2 times ever, who viewed a product in the last 7 days, who put nothing in the cart since their last order, who did not open a mail in the last 30 days and who consent to “email”.",
    );
  });

  it("in Turkish, with the time before what was done", () => {
    expect(said("tr", EXAMPLE)).toBe(
      "Şu koşula uyan müşteriler: bugüne kadar en az 2 kez satın aldı, son 7 gün içinde ürün inceledi, son siparişi sonrasında sepete ürün koymadı, son 30 gün içinde e-posta açmadı ve “email” için izin verdi.",
    );
  });

  it("in Arabic, with its own plurals", () => {
    expect(said("ar", EXAMPLE)).toBe(
      "كل عميل اشترى مرتين على الأقل في أي وقت وشاهد منتجًا خلال آخر 7 أيام ولم يضف شيئًا إلى السلة منذ آخر طلب له ولم يفتح أي رسالة بريد خلال آخر 30 يومًا ووافق على «email».",
    );
  });
});

it("what is said of a name agrees with it, where a language asks for that", () => {
  const rule: Rule = {
    all: [
      { trait: "plan", is: { any_of: ["pro"] } },
      { figure: "tier", is: { none_of: ["high"] } },
      { did: { what: "order", where: [{ field: "country", is: { any_of: ["TR"] } }] } },
    ],
  };
  expect(said("ar", rule)).toBe(
    "كل عميل سمته «plan» هي «pro» وفئة قيمته ليست عالية واشترى (حيث البلد هو تركيا).",
  );
});

it("countries and languages go by their names in the reader's language, however the rule has them", () => {
  const rule: Rule = {
    did: {
      what: "event",
      where: [
        { field: "country", is: { any_of: ["DE", "Almanya", "Atlantis"] } },
        { field: "language", is: { none_of: ["tr"] } },
      ],
    },
  };
  expect(said("en", rule)).toBe(
    "Customers who did anything (where country is Germany, Germany or “Atlantis” and language is not Turkish).",
  );
  expect(said("tr", rule)).toContain("Almanya");
  expect(said("ar", rule)).toContain("ألمانيا");
});

it("a number that is both ends of a span is just that number", () => {
  expect(said("en", { figure: "orders", is: { between: [1, 1] } })).toBe(
    "Customers whose number of orders is 1.",
  );
});

describe("what a sentence says of", () => {
  const cases: readonly (readonly [string, Rule, string])[] = [
    ["everybody", { all: [] }, "All customers."],
    [
      "an event without words of ours",
      { did: { what: "event", names: ["Quiz Done"] }, times: { at_most: 1 } },
      "Customers who did “Quiz Done” at most once ever.",
    ],
    [
      "no order ever",
      { did: { what: "order" }, times: { exactly: 0 } },
      "Customers who did not buy at any time.",
    ],
    [
      "filters",
      { did: { what: "order", where: [{ field: "amount", is: { at_least: 50 } }] } },
      "Customers who bought (where amount is at least 50).",
    ],
    [
      "a total",
      { total: { what: "order" }, of: "amount", as: "sum", is: { at_least: 100 }, within: { this: "year" } },
      "Customers whose sum of amount over orders this year is at least 100.",
    ],
    [
      "how many different categories",
      {
        ...{ total: { what: "order" }, of: "items.category", as: "distinct", is: { at_least: 2 } },
        within: { last: { days: 30 } },
      },
      "Customers whose number of different values of item category over orders in the last 30 days is at least 2.",
    ],
    [
      "what is above their own average",
      {
        ...{ total: { what: "order" }, of: "amount", as: "last" },
        is: { above: { times: 1.5, own: { as: "average", within: { longer_ago: { days: 7 } } } } },
      },
      "Customers whose last amount over orders is above 1.5 times their own average (more than 7 days ago).",
    ],
    [
      "the first order",
      { first: { what: "order" }, where: [{ field: "coupon", is: { known: true } }] },
      "Customers whose first order was one where coupon is known.",
    ],
    [
      "a sequence",
      {
        sequence: [
          { did: { what: "event", names: ["A"] } },
          { not: { what: "order" }, within: { hours: 2 } },
        ],
      },
      "Customers who had, in this order: “A”, then no order within 2 hours.",
    ],
    [
      "groups",
      {
        any: [
          { segment: 7 },
          { all: [{ not: { segment: 7 } }, { trait: "plan", is: { any_of: ["pro", "team"] } }] },
        ],
      },
      "Customers who are in the segment “VIP” or (who are not in the segment “VIP” and whose “plan” is “pro” or “team”).",
    ],
    [
      "what is denied",
      {
        not: {
          any: [
            { consent: "sms", is: "refused" },
            { left: 7, within: { last: { weeks: 1 } } },
          ],
        },
      },
      "Customers who are not among those (who refused “sms” or who left the segment “VIP” in the last 1 week).",
    ],
    ["the top", { top: { by: "revenue", percent: 5 } }, "Customers who are among the top 5 % by revenue."],
    [
      "an interest",
      { interest: "category", of: ["Shoes"], by: "viewed", is: { share: 0.3 } },
      "Customers whose interest in the category “Shoes” by what they view is at least 30% of all.",
    ],
    [
      "a figure with words of ours",
      { figure: "state", is: { any_of: ["slipping", "lost"] } },
      "Customers whose state is slipping or lost.",
    ],
  ];
  it.each(cases)("%s", (_, rule, sentence) => {
    expect(said("en", rule)).toBe(sentence);
    for (const language of ["tr", "ar"] as const) {
      expect(said(language, rule)).not.toMatch(/\{\{|undefined|conditions\.| {2}/);
    }
  });
});

it("what changed is told condition by condition", () => {
  const say = says.get("en");
  if (!say) throw new Error("en");
  const before: Rule = { all: [{ segment: 7 }, { consent: "sms", is: "granted" }] };
  const after: Rule = { any: [{ segment: 7 }, { consent: "sms", is: "refused" }] };
  expect(differenceOf(say, before, after)).toEqual({
    gone: ["who consent to “sms”"],
    come: ["who refused “sms”"],
    isOrder: true,
  });
});
