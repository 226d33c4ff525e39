import fc from "fast-check";
import { expect, test } from "vitest";
import { shopPersona } from "./defined.ts";

const thresholds = { bouncePages: 1, highOrder: 50, repeatOrders: 2 };
const nothing = { orders: 0, revenue: 0, carts: 0, visits: 1, views: 1, looks: 0 };

test.each([
  [nothing, "bounced"],
  [{ ...nothing, views: 2 }, "browser"],
  [{ ...nothing, views: 0, looks: 2 }, "browser"],
  [{ ...nothing, visits: 2 }, "browser"],
  [{ ...nothing, carts: 1 }, "abandoner"],
  [{ ...nothing, carts: 1, orders: 1, revenue: 49.99 }, "once_low"],
  [{ ...nothing, orders: 1, revenue: 50 }, "once_high"],
  [{ ...nothing, orders: 2, revenue: 1 }, "repeat"],
] as const)("%j is of persona %s", (did, persona) => {
  expect(shopPersona(did, thresholds)).toBe(persona);
});

test("thresholds move customers between neighbours only", () => {
  const did = { ...nothing, orders: 2, revenue: 120 };
  expect(shopPersona(did, { ...thresholds, repeatOrders: 3 })).toBe("once_high");
  expect(shopPersona(did, { ...thresholds, repeatOrders: 3, highOrder: 60.01 })).toBe("once_low");
  expect(shopPersona({ ...nothing, views: 3 }, { ...thresholds, bouncePages: 3 })).toBe("bounced");
});

test("who has ordered is a buyer, and nobody else is", () => {
  const any = fc.record({
    orders: fc.nat(3),
    revenue: fc.double({ min: 0, max: 1e4, noNaN: true }),
    carts: fc.nat(2),
    visits: fc.nat(3),
    views: fc.nat(5),
    looks: fc.nat(5),
  });
  fc.assert(
    fc.property(any, (did) => {
      const buyers = ["once_low", "once_high", "repeat"];
      expect(buyers.includes(shopPersona(did, thresholds))).toBe(did.orders > 0);
    }),
  );
});
