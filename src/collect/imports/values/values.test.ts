import { describe, expect, it } from "vitest";
import { showMoney } from "../../../core/money.ts";
import { DateOrderEvidence } from "./date-order.ts";
import { parseTime, type DateOrder } from "./dates.ts";
import { decimalOf, parseAmount } from "./numbers.ts";
import { zoneReader } from "./zone.ts";

describe("a time is read", () => {
  it.each<[string, DateOrder | null, string | null]>([
    ["2026-03-04", null, "2026-03-04T00:00:00.000Z"],
    ["2026-03-04T05:06:07.089Z", null, "2026-03-04T05:06:07.089Z"],
    ["2026-03-04 05:06:07 +0300", null, "2026-03-04T02:06:07.000Z"],
    ["03/04/2026 5:06 PM", "month-first", "2026-03-04T17:06:00.000Z"],
    ["03/04/2026", "day-first", "2026-04-03T00:00:00.000Z"],
    ["03/04/2026", null, null],
    ["25.12.99", null, "1999-12-25T00:00:00.000Z"],
    ["3 Mart 2026 14:05", null, "2026-03-03T14:05:00.000Z"],
    ["Mar 3, 2026 12:05 AM", null, "2026-03-03T00:05:00.000Z"],
    ["١٢/٠٣/٢٠٢٦", "day-first", "2026-03-12T00:00:00.000Z"],
    ["1767225600", null, "2026-01-01T00:00:00.000Z"],
    ["1767225600123", null, "2026-01-01T00:00:00.123Z"],
    ["46023.5", null, "2026-01-01T12:00:00.000Z"],
    ["31.02.2026", "day-first", null],
    ["9999-01-01", null, null],
    ["yesterday", null, null],
  ])("%s (%s) as %s", (text, order, iso) => {
    const time = parseTime(text, order);
    expect(time === null ? null : new Date(time.ms).toISOString()).toBe(iso);
  });

  it("on the wall of a zone, over its clock changes too", () => {
    const berlin = zoneReader("Europe/Berlin");
    const at = (iso: string): string => new Date(berlin(Date.parse(`${iso}Z`))).toISOString();
    expect(at("2026-01-15T12:00:00")).toBe("2026-01-15T11:00:00.000Z");
    expect(at("2026-07-15T12:00:00")).toBe("2026-07-15T10:00:00.000Z");
    expect(at("2026-03-29T03:30:00")).toBe("2026-03-29T01:30:00.000Z");
    expect(at("2026-10-25T01:30:00")).toBe("2026-10-24T23:30:00.000Z");
  });
});

describe("the order of day and month", () => {
  it.each([
    [["03/04/2026", "25/04/2026"], "day-first", false],
    [["03/04/2026", "04/25/2026"], "month-first", false],
    [["03/04/2026", "05/06/2026"], null, true],
    [["03/03/2026"], null, false],
    [["2026-03-04"], null, false],
  ])("of %j is %s", (values, settled, asks) => {
    const evidence = new DateOrderEvidence();
    for (const value of values) evidence.add(value);
    expect([evidence.settled(), evidence.asks()]).toEqual([settled, asks]);
  });
});

describe("an amount is read", () => {
  it.each([
    ["1,234.50", ".", "1234.5"],
    ["1.234,50", ",", "1234.5"],
    ["₺ 1.234,5", ",", "1234.5"],
    ["12.00 EUR", ".", "12"],
    ["(12.00)", ".", "-12"],
    ["12.00-", ".", "-12"],
    ["−3", ".", "-3"],
    ["1e3", ".", "1000"],
    ["12,5", ".", null],
    ["abc", ".", null],
    ["=1+1", ".", null],
  ] as const)("%s with %s as %s", (text, decimal, expected) => {
    const amount = parseAmount(text, decimal);
    expect(amount === null ? null : showMoney(amount)).toBe(expected);
  });

  it("with the decimal sign that its column uses", () => {
    expect(decimalOf(["1.234,50", "3"])).toBe(",");
    expect(decimalOf(["12,5", "3,25"])).toBe(",");
    expect(decimalOf(["1,234.50"])).toBe(".");
    expect(decimalOf(["1.234", "5.678"])).toBeNull();
  });
});
