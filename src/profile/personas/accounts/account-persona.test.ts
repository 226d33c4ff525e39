import fc from "fast-check";
import { expect, test } from "vitest";
import { type AccountPerson, accountPersonas, decides } from "./account-persona.ts";

const titles = ["chief", "ceo", "head", "director", "müdür", "مدير"];
const thresholds = { championDays: 4, championTimes: 2, decidingTitles: titles };
const person = (id: string, more: Partial<AccountPerson> = {}): AccountPerson => ({
  ...{ id, days: 0, orders: 0, paid: 0, title: "" },
  ...more,
});
const personas = (plan: string, ...people: AccountPerson[]) =>
  Object.fromEntries(accountPersonas({ plan, people }, thresholds));

test("at an account that never paid everybody is a prospect, whatever their title and use", () => {
  const people = [
    person("boss", { title: "CEO" }),
    person("keen", { days: 20 }),
    person("other", { days: 2 }),
  ];
  for (const plan of ["", "Free", "trial 14", "Deneme"]) {
    expect(personas(plan, ...people)).toEqual({ boss: "prospect", keen: "prospect", other: "prospect" });
  }
});

test("who pays or has a title that decides is a decision maker, who uses it much more than the others a champion", () => {
  const people = [
    person("buyer", { orders: 1, days: 1 }),
    person("card", { paid: 1 }),
    person("boss", { title: "Satın Alma Müdürü" }),
    person("keen", { days: 10 }),
    person("usual", { days: 3 }),
    person("seldom", { days: 1 }),
    person("never"),
  ];
  expect(personas("", ...people)).toEqual({
    ...{ buyer: "decider", card: "decider", boss: "decider" },
    ...{ keen: "champion", usual: "user", seldom: "user", never: "user" },
  });
});

test("a champion stands out among the others of the account, and on enough days", () => {
  expect(personas("pro", person("a", { days: 8 }), person("b", { days: 4 }))).toEqual({
    a: "champion",
    b: "user",
  });
  expect(personas("pro", person("a", { days: 7 }), person("b", { days: 4 }))["a"]).toBe("user");
  expect(personas("pro", person("a", { days: 3 }), person("b", { days: 1 }))["a"]).toBe("user");
  expect(personas("pro", person("alone", { days: 30 }), person("never"))["alone"]).toBe("user");
});

test.each([
  ["CEO", true],
  ["Chief Technology Officer", true],
  ["Head of Growth", true],
  ["Pazarlama Direktörü", false],
  ["Genel Müdür", true],
  ["المدير العام", true],
  ["Headhunter", false],
  ["Assistant to the CEO", false],
  ["Engineer", false],
  ["", false],
])("the title %j decides: %j", (title, expected) => {
  expect(decides(title, titles)).toBe(expected);
});

test("everybody is exactly one, and champions use it at least so many times as much as the median of the others", () => {
  const anybody = fc.record({
    days: fc.nat(20),
    orders: fc.nat(1),
    paid: fc.nat(1),
    title: fc.constantFrom("", "CEO", "Clerk"),
  });
  fc.assert(
    fc.property(
      fc.array(anybody, { minLength: 1, maxLength: 9 }),
      fc.constantFrom("", "pro"),
      (all, plan) => {
        const people = all.map((one, at) => ({ ...one, id: String(at) }));
        const found = accountPersonas({ plan, people }, thresholds);
        expect(found.size).toBe(people.length);
        for (const { id, days } of people.filter(({ id }) => found.get(id) === "champion")) {
          const others = people.filter((one) => one.id !== id && one.days > 0).map((one) => one.days);
          const below = others.filter((count) => 2 * count <= days).length;
          expect(2 * below).toBeGreaterThanOrEqual(others.length);
        }
      },
    ),
  );
});
