import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { TrackedEvent } from "../src/core/event.ts";
import { asId, type SourceId } from "../src/core/ids.ts";
import {
  beginOf,
  DAY,
  eventsOf,
  recordsOf,
  sittingsOf,
  truthOf,
  YEAR,
  type CustomerTruth,
  type ShopOptions,
} from "./index.ts";
import type { CustomerRecord } from "./records.ts";

function shop(customers: number, seed: number): ShopOptions {
  const end = Date.UTC(2026, 5, 1);
  return { customers, seed, end, currency: "EUR", sourceId: asId<SourceId>(1), importId: null };
}

const options = shop(3000, 7);
const events = [...eventsOf(options)];
const truth = [...truthOf(options)];

function customerOf(event: TrackedEvent): number {
  return Number(event.messageId.split("-")[2]);
}

function named(name: string): TrackedEvent[] {
  return events.filter((event) => event.name === name);
}

describe("the simulated shop", () => {
  it("is the same for the same seed, and another for another", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), fc.nat(1_000_000), (customers, seed) => {
        const first = JSON.stringify([...eventsOf(shop(customers, seed))]);
        expect(JSON.stringify([...eventsOf(shop(customers, seed))])).toBe(first);
        expect(JSON.stringify([...eventsOf(shop(customers, seed + 1))])).not.toBe(first);
      }),
      { numRuns: 20 },
    );
  });

  it("keeps the customers it had when more are asked for", () => {
    const some = [...truthOf(shop(10, 7))];
    expect([...truthOf(shop(20, 7))].slice(0, 10)).toEqual(some);
  });

  it("sends its events in time order, each under its own id, within two years", () => {
    const times = events.map((event) => event.at);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
    expect(new Set(events.map((event) => event.messageId)).size).toBe(events.length);
    expect(times[0]).toBeGreaterThanOrEqual(beginOf(options));
    expect(times.at(-1)).toBeLessThan(options.end);
    expect(beginOf(options)).toBe(options.end - 2 * YEAR);
  });
});

describe("the truth of the shop", () => {
  it("knows each order that was sent, at its time and with its total", () => {
    const sent = named("Order Completed").map((event) => [
      event.properties["order_id"],
      event.at,
      event.properties["total"],
    ]);
    const known = truth.flatMap((one) => one.orders.map((o) => [o.orderId, o.at, o.total / 100]));
    expect(sent.toSorted()).toEqual(known.toSorted());
  });

  it("knows each refund that was sent, never more than was paid", () => {
    const sent = named("Order Refunded").map((event) => [
      event.properties["order_id"],
      event.properties["total"],
    ]);
    const refunded = truth.flatMap((one) => one.orders.filter((order) => order.refunded > 0));
    expect(sent.toSorted()).toEqual(refunded.map((o) => [o.orderId, o.refunded / 100]).toSorted());
    expect(refunded.every((order) => order.refunded <= order.total)).toBe(true);
  });

  it("counts each order together: goods less discount, shipping and tax make the total", () => {
    for (const { properties: p } of named("Order Completed")) {
      const cents = (name: string): number => Math.round(Number(p[name]) * 100);
      expect(cents("subtotal") - cents("discount") + cents("shipping") + cents("tax")).toBe(cents("total"));
    }
  });

  it("ties nobody to two customers, and names every identifier that was sent", () => {
    const owner = new Map<string, number>();
    for (const one of truth) {
      for (const { type, value } of [...one.linked, ...one.unlinked]) {
        expect(owner.has(`${type}:${value}`)).toBe(false);
        owner.set(`${type}:${value}`, one.customer);
      }
    }
    for (const event of events) {
      for (const id of identifiersOf(event)) expect([id, owner.get(id)]).toEqual([id, customerOf(event)]);
    }
  });

  it("ties exactly the identifiers that a chain of events holds together", () => {
    const byCustomer = Map.groupBy(events, customerOf);
    for (const one of truth.slice(0, 500)) {
      const groups = components((byCustomer.get(one.customer) ?? []).map(identifiersOf));
      const linked = one.linked.map(({ type, value }) => `${type}:${value}`).toSorted();
      const sizes = groups.filter((group) => group.some((id) => linked.includes(id)));
      expect(sizes.map((group) => group.toSorted())).toEqual(linked.length > 0 ? [linked] : []);
    }
  });

  it("lets nobody visit, buy or open a mail once they left", () => {
    const byCustomer = Map.groupBy(events, customerOf);
    const passive = ["Email Delivered", "Order Refunded", "Ticket Created", "Ticket Answered"];
    for (const { customer, leftAt } of truth) {
      if (leftAt === null) continue;
      const late = (byCustomer.get(customer) ?? []).filter(
        (event) => event.at > leftAt + DAY && !passive.includes(event.name),
      );
      expect(late).toEqual([]);
    }
  });
});

describe("people in the shop differ as people do", () => {
  const share = (test: (one: CustomerTruth) => boolean): number => truth.filter(test).length / truth.length;

  it("has Turkish, Arabic and English names, guests, cards, and several devices", () => {
    expect(share((one) => one.language === "tr-TR")).toBeGreaterThan(0.45);
    expect(share((one) => one.language === "ar-SA")).toBeGreaterThan(0.2);
    expect(share((one) => one.linked.some((id) => id.type === "loyalty_card"))).toBeGreaterThan(0.15);
    expect(share((one) => one.linked.filter((id) => id.type === "anonymous_id").length > 1)).toBeGreaterThan(
      0.3,
    );
    expect(share((one) => one.unlinked.length > 0)).toBeGreaterThan(0.1);
  });

  it("buys at the rates that were drawn: as many orders as rate, season and fading make", () => {
    const stayed = truth.filter((one) => one.leftAt === null && one.fadeAYear === 0);
    const expected = stayed.reduce((sum, one) => {
      const years = (options.end - Math.max(one.joinedAt, beginOf(options))) / YEAR;
      return sum + one.ordersAYear * years;
    }, 0);
    const firsts = stayed.filter((one) => one.joinedAt >= beginOf(options)).length;
    const repeats = stayed.reduce((sum, one) => sum + one.orders.length, 0) - firsts;
    expect(repeats / expected).toBeGreaterThan(0.9);
    expect(repeats / expected).toBeLessThan(1.15);
  });

  it("is of five kinds, which buy as often and leave as soon as all others", () => {
    const kinds = [...Map.groupBy(truth, (one) => one.kind).values()];
    const mean = (all: CustomerTruth[], of: (one: CustomerTruth) => number): number =>
      all.reduce((sum, one) => sum + of(one), 0) / all.length;
    expect(kinds).toHaveLength(5);
    for (const all of kinds) {
      expect(all.length).toBeGreaterThan(0.1 * truth.length);
      for (const of of [(one: CustomerTruth) => one.ordersAYear, (one: CustomerTruth) => one.hazardAYear]) {
        const ratio = mean(all, of) / mean(truth, of);
        expect(ratio).toBeGreaterThan(0.85);
        expect(ratio).toBeLessThan(1.15);
      }
    }
  });

  it("has left by the hazards that were drawn, and some over support", () => {
    const newcomers = truth.filter((one) => one.joinedAt >= beginOf(options));
    const expected = newcomers.reduce(
      (sum, one) => sum + 1 - Math.exp((-one.hazardAYear * (options.end - one.joinedAt)) / YEAR),
      0,
    );
    const left = newcomers.filter((one) => one.reason === "drifted").length;
    expect(left / expected).toBeGreaterThan(0.9);
    expect(left / expected).toBeLessThan(1.1);
    expect(truth.some((one) => one.reason === "service")).toBe(true);
  });

  it("sells more in the season than before it", () => {
    const inMonths = (months: number[]): number =>
      named("Order Completed").filter((event) => months.includes(new Date(event.at).getUTCMonth())).length;
    expect(inMonths([10, 11])).toBeGreaterThan(1.3 * inMonths([6, 7]));
  });
});

/** Every identifier an event carries. */
function identifiersOf(event: TrackedEvent): string[] {
  const { userId, anonymousId, traits, context } = event;
  const device = context["device"] as { id: string } | undefined;
  const external = (context["externalIds"] ?? []) as { type: string; id: string }[];
  const pairs: [string, unknown][] = [
    ["user_id", userId],
    ["anonymous_id", anonymousId],
    ["email", traits["email"]],
    ["phone", traits["phone"]],
    ["device_id", device?.id],
    ...external.map(({ type, id }): [string, string] => [type, id]),
  ];
  return pairs
    .filter(([, value]) => typeof value === "string")
    .map(([type, value]) => `${type}:${String(value)}`);
}

/** Groups of identifiers that sets share, by plain union. */
function components(sets: string[][]): string[][] {
  let groups: string[][] = [];
  for (const set of sets) {
    const touching = groups.filter((group) => group.some((id) => set.includes(id)));
    groups = [
      ...groups.filter((group) => !touching.includes(group)),
      [...new Set([...touching.flat(), ...set])],
    ];
  }
  return groups;
}

describe("what a till and a CRM know of the customers", () => {
  const records = [...recordsOf(options)];

  it("is the same for the same seed, and names each record once", () => {
    expect([...recordsOf(shop(3000, 7))]).toEqual(records);
    expect(new Set(records.map(({ id }) => id)).size).toBe(records.length);
  });

  it("is written by ear, with slips, or as it should be", () => {
    const share = (test: (one: CustomerRecord) => boolean) => records.filter(test).length / records.length;
    for (const cause of ["clean", "typo", "transliteration"]) {
      expect(share((one) => one.cause === cause)).toBeGreaterThan(0.2);
    }
    expect(share(({ email }) => email === null)).toBeGreaterThan(0.2);
    const arabic = /\p{Script=Arabic}/u;
    const latin = records.filter(
      (one) => arabic.test(truth[one.customer]?.name ?? "") && !arabic.test(one.given),
    );
    expect(latin.length).toBeGreaterThan(100);
  });
});

describe("tablets that two customers share", () => {
  it("are signed in to by both in turn, and nobody else's", () => {
    const byTablet = Map.groupBy([...sittingsOf(options)], ({ events: [first] }) => first?.anonymousId);
    expect(byTablet.size).toBeGreaterThan(50);
    for (const sittings of byTablet.values()) {
      expect(new Set(sittings.map(({ customer }) => customer)).size).toBe(2);
      expect(sittings.every(({ events: [first] }) => first?.kind === "identify")).toBe(true);
    }
  });
});
