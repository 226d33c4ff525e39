import { describe, expect, test } from "vitest";
import { changesBetween } from "./changes.ts";
import { IdentityRules, type TypeRule } from "./contract.ts";
import { DEFAULT_RULES, newTypeRule } from "./defaults.ts";
import { mailboxOf } from "./mailbox.ts";
import { matcherOf } from "./pattern.ts";
import { compileRules, defaultRules, isOver } from "./rules.ts";

const DAY = 86_400_000;
const withTypes = (types: TypeRule[]): IdentityRules => ({ ...DEFAULT_RULES, types });
const put = (at: number, line: TypeRule) => withTypes(DEFAULT_RULES.types.toSpliced(at, 0, line));
const blocking = (...values: IdentityRules["blocked"]["values"]) =>
  compileRules({ ...DEFAULT_RULES, blocked: { ...DEFAULT_RULES.blocked, values } });

describe("the defaults", () => {
  test("are rules that the contract takes", () => {
    expect(IdentityRules.parse(DEFAULT_RULES)).toEqual(DEFAULT_RULES);
  });

  test("put the user id before e-mail, phone, other types, visitors and devices", () => {
    const types = ["user_id", "email", "phone", "loyalty_card", "anonymous_id", "ios.idfa", "order"];
    const ranks = types.map(defaultRules.rankOf);
    expect(ranks).toEqual(ranks.toSorted((a, b) => a - b));
    expect(defaultRules.rankOf("ga_client_id")).toBe(defaultRules.rankOf("device_id"));
  });

  test("allow one user id, and of all else as many as there are", () => {
    expect(defaultRules.limitOf("user_id")).toEqual({ most: 1, span: Infinity });
    expect(["email", "card", "anonymous_id", "order"].map(defaultRules.limitOf)).toEqual(Array(4).fill(null));
    expect(["email", "phone", "card", "anonymous_id"].map(defaultRules.mostCustomersOf)).toEqual([
      10,
      10,
      null,
      50,
    ]);
  });
});

describe("a type of the workspace's own", () => {
  test("takes its place in the list, and its line holds for it alone", () => {
    const rules = compileRules(put(1, { ...newTypeRule("card"), limit: 2, window: "month" }));
    expect(rules.rankOf("card")).toBeLessThan(rules.rankOf("email"));
    expect(rules.limitOf("card")).toEqual({ most: 2, span: 30 * DAY });
    expect(rules.limitOf("badge")).toBeNull();
  });

  test.each([
    ["twice", put(2, newTypeRule("email")), "rules.type_twice"],
    ["before the user id", put(0, newTypeRule("card")), "rules.user_id_first"],
    ["behind the devices", put(6, newTypeRule("card")), "rules.devices_last"],
    ["called as a device is", put(5, newTypeRule("ios.idfa")), "rules.device_type"],
    ["called as nothing is", put(1, newTypeRule("Card No")), "rules.type_name"],
    ["left out", withTypes(DEFAULT_RULES.types.slice(0, 5)), "rules.type_missing"],
    [
      "a user id that names many",
      withTypes(DEFAULT_RULES.types.with(0, { ...newTypeRule("user_id"), unique: false })),
      "rules.always_unique",
    ],
    [
      "an e-mail read from elsewhere",
      withTypes(
        DEFAULT_RULES.types.with(1, { ...newTypeRule("email"), from: [{ in: "trait", name: "mail" }] }),
      ),
      "rules.fixed_place",
    ],
  ])("is refused when it is %s", (_name, rules, reason) => {
    const { error } = IdentityRules.safeParse(rules);
    expect(error?.issues.map(({ message }) => message)).toEqual([reason]);
  });
});

describe("a limit", () => {
  test("counts what was first seen within its window, wherever that lies", () => {
    const twoAWeek = { most: 2, span: 7 * DAY };
    expect(isOver(twoAWeek, [0, 10 * DAY, 5 * DAY])).toBe(false);
    expect(isOver(twoAWeek, [0, 12 * DAY, 8 * DAY, 14 * DAY])).toBe(true);
    expect(isOver(twoAWeek, [0, 7 * DAY, 3 * DAY])).toBe(false);
    expect(isOver({ most: 2, span: Infinity }, [0, 0, 900 * DAY])).toBe(true);
  });
});

describe("blocked values", () => {
  test("of the workspace's own hold for their type, or for every one", () => {
    const { isBlocked } = blocking(
      { type: "email", value: "Till@Shop.com" },
      { type: "*", value: "test-*" },
      { type: "email", value: "*@example.com" },
    );
    expect(isBlocked("email", "till@shop.com")).toBe(true);
    expect(isBlocked("user_id", "till@shop.com")).toBe(false);
    expect(isBlocked("card", "TEST-17")).toBe(true);
    expect(isBlocked("email", "ada@example.com")).toBe(true);
    expect(isBlocked("email", "ada@example.com.tr")).toBe(false);
  });

  test("of a kind that is switched off are values like any other", () => {
    const rules = compileRules({ ...DEFAULT_RULES, blocked: { ...DEFAULT_RULES.blocked, offices: false } });
    expect(defaultRules.isBlocked("email", "info@shop.com")).toBe(true);
    expect(rules.isBlocked("email", "info@shop.com")).toBe(false);
    expect(rules.isBlocked("email", "info@localhost")).toBe(true);
  });

  test.each(["*", " ** "])("%j, which would block everything, is refused", (value) => {
    const blocked = { ...DEFAULT_RULES.blocked, values: [{ type: "email", value }] };
    const { error } = IdentityRules.safeParse({ ...DEFAULT_RULES, blocked });
    expect(error?.issues.length).toBeGreaterThan(0);
  });

  test.each([
    ["a*b*c", "a1b2c", true],
    ["a*b*c", "abc", true],
    ["a*b*c", "acb", false],
    ["ab*ba", "aba", false],
    ["*x*", "x", true],
    ["a.c", "abc", false],
  ])("%s against %s: %s", (pattern, value, expected) => {
    expect(matcherOf([pattern])(value)).toBe(expected);
  });

  test("take no longer on a pattern made to be slow", () => {
    const isBlocked = matcherOf([`${"*a".repeat(120)}*b`]);
    expect(isBlocked("a".repeat(255))).toBe(false);
  });
});

describe("addresses that reach one mailbox", () => {
  test.each([
    ["jane.doe@gmail.com", "janedoe@gmail.com"],
    ["j.a.n.e+shop.1@googlemail.com", "jane@gmail.com"],
    ["jane.doe+shop@outlook.com", "jane.doe@outlook.com"],
    ["jane.doe+shop@example.com", null],
    ["+shop@gmail.com", null],
    ["...@gmail.com", null],
  ])("%s reaches %s", (email, mailbox) => {
    expect(mailboxOf(email)).toBe(mailbox);
  });

  test("count where the rules ask for it, right behind the address", () => {
    const rules = compileRules({ ...DEFAULT_RULES, mailboxes: true });
    expect(defaultRules.mailboxOf("jane@gmail.com")).toBeNull();
    expect(rules.mailboxOf("jane@gmail.com")).toBe("jane@gmail.com");
    expect(rules.rankOf("email") < rules.rankOf("mailbox")).toBe(true);
    expect(rules.rankOf("mailbox") < rules.rankOf("phone")).toBe(true);
    expect(IdentityRules.safeParse(put(1, newTypeRule("mailbox"))).success).toBe(false);
  });

  test("are told apart by rules that were stored before there was such a rule", () => {
    const { mailboxes: _, ...older } = DEFAULT_RULES;
    expect(IdentityRules.parse(older)).toEqual(DEFAULT_RULES);
  });
});

test("what differs between two versions is said line by line", () => {
  const after: IdentityRules = {
    types: put(2, { ...newTypeRule("card"), limit: 3, from: [{ in: "trait", name: "cardNo" }] }).types.with(
      1,
      { ...newTypeRule("email"), limit: 5, window: "year" },
    ),
    blocked: { ...DEFAULT_RULES.blocked, offices: false, values: [{ type: "email", value: "a b@c.de" }] },
    mailboxes: true,
    countries: [{ source: 3, country: "DE" }],
  };
  expect(changesBetween(DEFAULT_RULES, after)).toEqual([
    { what: "limit", about: "email", before: "", after: "5 year" },
    { what: "mostCustomers", about: "email", before: "10", after: "" },
    { what: "added", about: "card", before: "", after: "card" },
    { what: "limit", about: "card", before: "", after: "3 ever" },
    { what: "from", about: "card", before: "", after: "trait cardNo" },
    { what: "kind", about: "offices", before: "true", after: "false" },
    { what: "blocked", about: "email", before: "", after: "a b@c.de" },
    { what: "mailboxes", about: "", before: "false", after: "true" },
    { what: "country", about: "3", before: "", after: "DE" },
  ]);
  expect(changesBetween(after, after)).toEqual([]);
});
