import { describe, expect, it } from "vitest";
import type { HandledEvent } from "../../core/event.ts";
import type { HandleId, SourceId } from "../../core/ids.ts";
import type { JsonObject } from "../../core/json.ts";
import { eventRow } from "./enrich.ts";

function event(more: Partial<HandledEvent> = {}): HandledEvent {
  return {
    messageId: "m",
    kind: "track",
    name: "Clicked",
    at: Date.UTC(2026, 0, 31, 12),
    receivedAt: Date.UTC(2026, 0, 31, 13),
    sourceId: 1 as SourceId,
    trust: "trusted",
    importId: null,
    userId: null,
    anonymousId: "a",
    previousId: null,
    groupId: null,
    traits: {},
    properties: {},
    context: {},
    handleId: 7 as HandleId,
    ...more,
  };
}

const row = (more: Partial<HandledEvent>) => eventRow(event(more), "main");
const page = (referrer?: string) => ({
  page: { url: "https://shop.example/a", ...(referrer ? { referrer } : {}) },
});

describe("the channel of an event", () => {
  it.each<[JsonObject, string]>([
    [{ campaign: { medium: "email", source: "crm" } }, "email"],
    [{ campaign: { medium: "cpc", source: "google" } }, "paid search"],
    [{ campaign: { medium: "cpc", source: "facebook" } }, "paid social"],
    [{ campaign: { medium: "social" } }, "organic social"],
    [{ campaign: { source: "leaflet" } }, "other campaign"],
    [{ campaign: { medium: "cpm" } }, "display"],
    [page("https://www.google.com/"), "organic search"],
    [page("https://www.google.com.tr/"), "organic search"],
    [page("https://www.instagram.com/x"), "organic social"],
    [page("https://blog.example/"), "referral"],
    [page("https://www.shop.example/b"), ""],
    [page("not an address"), "direct"],
    [page(), "direct"],
    [{}, ""],
  ])("%j is %s", (context, channel) => {
    expect(row({ kind: "page", context }).channel).toBe(channel);
  });

  it("is what a trusted source says, and not what a public key says", () => {
    expect(row({ properties: { channel: "store" } }).channel).toBe("store");
    expect(row({ properties: { channel: "store" }, trust: "claimed" }).channel).toBe("");
  });
});

describe("the device of an event", () => {
  const agents = {
    phone: "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Mobile/15E148",
    tablet: "Mozilla/5.0 (Linux; Android 14; SM-X900) AppleWebKit/537.36",
    desktop: "Mozilla/5.0 (Windows NT 10.0; Win64; x64)",
  };
  it.each(Object.entries(agents))("is a %s by its user agent", (device, userAgent) => {
    expect(row({ context: { userAgent } }).device).toBe(device);
  });

  it("is what the app says", () => {
    expect(row({ context: { device: { type: "ios", model: "iPad13,4" } } }).device).toBe("tablet");
    expect(row({ context: { device: { type: "android" } } }).device).toBe("phone");
  });
});

describe("a row of an event", () => {
  it("has order, amount and items in columns of their own", () => {
    const properties = {
      order_id: 1001,
      total: "12.50",
      currency: "eur",
      products: [{ sku: "s", price: 12.5, quantity: "2" }, "no product"],
    };
    expect(row({ properties })).toMatchObject({
      shop: "main",
      order_id: "1001",
      amount: "12.5",
      currency: "EUR",
      items: [{ sku: "s", price: "12.5", quantity: "2", discount: "0" }],
      properties: JSON.stringify(properties),
    });
  });

  it("names a shop only beside an order", () => {
    expect(row({}).shop).toBe("");
    expect(row({ properties: { order_id: "1", shop: "second" } }).shop).toBe("second");
    expect(row({ properties: { order_id: "1", shop: "second" }, trust: "claimed" }).shop).toBe("main");
  });

  it("has times as the facts take them, page, language and country", () => {
    const context = {
      locale: "tr-TR",
      page: { url: "https://a.example/", title: "A" },
      location: { country: "tr" },
    };
    expect(row({ context })).toMatchObject({
      at: "2026-01-31 12:00:00.000",
      received_at: "2026-01-31 13:00:00.000",
      page_url: "https://a.example/",
      page_title: "A",
      language: "tr",
      country: "TR",
    });
  });

  it("has the code of a country, whatever the country is called", () => {
    const countries = ["Germany", "Almanya", "ألمانيا", "DEU?", "UK", "xx", ""].map(
      (country) => row({ properties: { shipping_address: { country } } }).country,
    );
    expect(countries).toEqual(["DE", "DE", "DE", "", "GB", "XX", ""]);
  });
});
