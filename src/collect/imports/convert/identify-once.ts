import { createHash } from "node:crypto";
import { isKnown, type Customer } from "./customer.ts";
import type { Sink } from "./sink.ts";

/** Customers remembered; beyond, a customer may be identified again, which changes nothing. */
const REMEMBERED = 1_000_000;

/**
 * Says who a customer is (names, address, e-mail), once a customer and wording: orders repeat it
 * on every line.
 */
export function identifyOnce(sink: Sink): (customer: Customer, at: number) => void {
  const said = new Set<string>();
  return (customer, at) => {
    if (!isKnown(customer) || Object.keys(customer.traits).length === 0) return;
    const key = createHash("md5").update(JSON.stringify(customer)).digest("base64");
    if (said.has(key)) return;
    if (said.size >= REMEMBERED) said.clear();
    said.add(key);
    sink.event({
      kind: "identify",
      name: "",
      at,
      userId: customer.userId,
      anonymousId: customer.anonymousId,
      groupId: null,
      traits: customer.traits,
      properties: {},
      context: {},
    });
  };
}
