import type { JsonObject } from "../src/core/json.ts";
import type { Basket } from "./basket.ts";
import type { Device } from "./devices.ts";
import type { Person } from "./person.ts";

/** An identifier as truth knows it. */
export type TrueIdentifier = { readonly type: string; readonly value: string };

/** An order as truth knows it; `paid` and `refunded` in hundredths. */
export type TrueOrder = {
  readonly orderId: string;
  readonly at: number;
  readonly basket: Basket;
  refunded: number;
};

/** What is noted of a customer while their events are written: orders, and which identifiers are told apart. */
export class Diary {
  readonly orders: TrueOrder[] = [];
  /** Seen together with the customer: evidence ties them into one profile. */
  readonly linked = new Map<string, TrueIdentifier>();
  /** Visits that nobody signed in on: the same person, but no event says so. */
  readonly unlinked = new Map<string, TrueIdentifier>();
  readonly #mark: string;
  #cookies = 0;

  constructor(mark: string) {
    this.#mark = mark;
  }

  newAnonymousId(): string {
    this.#cookies += 1;
    return `visitor-${this.#mark}-${this.#cookies}`;
  }

  newOrder(at: number, basket: Basket): string {
    const orderId = `D${this.#mark}-${this.orders.length + 1}`;
    this.orders.push({ orderId, at: Math.round(at), basket, refunded: 0 });
    return orderId;
  }

  /** Notes a visit: signed in, its identifiers are the customer's; else they stay by themselves. */
  saw(device: Device, signedIn: boolean): void {
    const found = [{ type: "anonymous_id", value: device.anonymousId }];
    if (device.deviceId !== null) found.push({ type: "device_id", value: device.deviceId });
    for (const identifier of found) {
      if (signedIn) this.tie(identifier.type, identifier.value);
      else if (!this.linked.has(keyOf(identifier))) this.unlinked.set(keyOf(identifier), identifier);
    }
  }

  /** Notes an identifier as one of the customer's profile. */
  tie(type: string, value: string): void {
    const identifier = { type, value };
    this.linked.set(keyOf(identifier), identifier);
    this.unlinked.delete(keyOf(identifier));
  }

  /** The traits that an identify call sends; noting what it ties. */
  traits(person: Person, at: number): JsonObject {
    this.tie("email", person.email);
    if (person.userId !== null) this.tie("user_id", person.userId);
    if (person.phone !== null) this.tie("phone", person.phone);
    return {
      email: person.email,
      ...(person.phone !== null && { phone: person.phone }),
      name: person.name,
      firstName: person.firstName,
      lastName: person.lastName,
      language: person.language,
      birthday: person.born,
      address: { country: person.country, city: person.city },
      lastSignIn: new Date(at).toISOString(),
    };
  }
}

function keyOf(identifier: TrueIdentifier): string {
  return `${identifier.type}:${identifier.value}`;
}
