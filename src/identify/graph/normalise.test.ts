import { describe, expect, test } from "vitest";
import { defaultRules } from "../rules/index.ts";
import { normaliseIdentifier } from "./normalise.ts";

describe("identifiers are compared in one form", () => {
  test.each([
    ["email", "  Ada@Example.COM ", "ada@example.com"],
    ["email", "jose\u0301@example.com", "josé@example.com"],
    ["email", "no at sign", null],
    ["email", "a@b", null],
    ["email", `${"x".repeat(300)}@example.com`, null],
    ["phone", "0532 123 45 67", "+905321234567"],
    ["phone", "0090 532 123 45 67", "+905321234567"],
    ["phone", "+44 20 7946 0018", "+442079460018"],
    ["phone", "12", null],
    ["phone", "call me", null],
    ["user_id", " u\u00001\u200b ", "u1"],
    ["user_id", 17850, "17850"],
    ["user_id", "", null],
    ["user_id", "x".repeat(256), null],
    ["user_id", { id: 1 }, null],
    ["anonymous_id", "Case-Matters", "Case-Matters"],
  ])("%s %j is %j", (type, value, expected) => {
    expect(normaliseIdentifier(type, value, "TR")).toBe(expected);
  });

  test("a national phone number without a country is none", () => {
    expect(normaliseIdentifier("phone", "0532 123 45 67", null)).toBeNull();
  });
});

describe("values that stand for nobody or for many", () => {
  test.each([
    ["user_id", "null"],
    ["user_id", "Undefined"],
    ["user_id", "-1"],
    ["user_id", "0000-0000"],
    ["user_id", "N/A"],
    ["anonymous_id", "anonymous"],
    ["device_id", "00000000-0000-0000-0000-000000000000"],
    ["email", "noreply@shop.com"],
    ["email", "no-reply@shop.com"],
    ["email", "info@shop.com.tr"],
    ["email", "sales+uk@shop.com"],
    ["email", "x7k2@marketplace.amazon.co.uk"],
    ["email", "abc@members.ebay.com"],
    ["email", "a1@transaction.etsy.com"],
    ["phone", "+900000000000"],
    ["phone", "+15555555555"],
    ["phone", "+12345"],
  ])("%s %s joins nobody", (type, value) => {
    expect(defaultRules.isBlocked(type, value)).toBe(true);
  });

  test.each([
    ["user_id", "17850"],
    ["user_id", "test-pilot"],
    ["email", "infante@example.com"],
    ["email", "ada.info@example.com"],
    ["email", "x1@privaterelay.appleid.com"],
    ["email", "ada@amazon.com"],
    ["phone", "+905321234567"],
  ])("%s %s is somebody's", (type, value) => {
    expect(defaultRules.isBlocked(type, value)).toBe(false);
  });
});
