import type { JsonObject } from "../src/core/json.ts";
import { drawBasket } from "./basket.ts";
import { CATALOGUE } from "./catalogue.ts";
import type { Customer } from "./customer.ts";
import { freshen, type Device } from "./devices.ts";
import { happens, pick } from "./draws.ts";
import { moment, type Moment } from "./moment.ts";
import type { ShopOptions } from "./options.ts";
import { orderProperties } from "./order.ts";
import type { Diary } from "./diary.ts";
import { isSale } from "./season.ts";
import { drawArrival, drawPause, type Visit } from "./visits.ts";

const SIGNS_IN_TO_LOOK = 0.35;
const LOOKS_AT_MOST = 2;

/** A visit in a browser or the app: pages, products, a sign-in, perhaps an order. */
export function* screenVisit(
  customer: Customer,
  visit: Visit,
  diary: Diary,
  options: ShopOptions,
): Generator<Moment> {
  const { random, person, temper } = customer;
  const device = pick(random, customer.devices);
  freshen(random, device, visit.at, () => diary.newAnonymousId());
  const context = contextOf(customer, device);
  let at = visit.at;
  const who = (): Pick<Moment, "userId" | "anonymousId"> => ({
    userId: device.signedIn ? person.userId : null,
    anonymousId: device.anonymousId,
  });
  const product = pick(random, CATALOGUE);
  const url = `https://demo.example/p/${product.id}`;
  yield moment(at, device.kind === "app" ? "screen" : "page", {
    ...who(),
    name: product.name,
    properties: { url, title: product.name, path: `/p/${product.id}` },
    context,
  });
  for (let looks = visit.buys ? 1 : 0; looks < LOOKS_AT_MOST && happens(random, 0.3); looks += 1) {
    at += drawPause(customer);
    yield track(at, "Product Viewed", { product_id: product.id, category: product.category });
  }
  if (!device.signedIn && (visit.buys || (person.userId !== null && happens(random, SIGNS_IN_TO_LOOK)))) {
    at += drawPause(customer);
    device.signedIn = true;
    yield moment(at, "identify", { ...who(), traits: diary.traits(person, at), context });
  }
  diary.saw(device, device.signedIn);
  if (!visit.buys) return;
  at += drawPause(customer);
  const basket = drawBasket(random, temper.thrift, isSale(at), false);
  const orderId = diary.newOrder(at, basket);
  yield track(at, "Order Completed", orderProperties(orderId, basket, options.currency));

  function track(when: number, name: string, properties: JsonObject): Moment {
    return moment(when, "track", { ...who(), name, properties, context });
  }
}

function contextOf(customer: Customer, device: Device): JsonObject {
  const { referrer, source, medium } = drawArrival(customer);
  return {
    channel: device.kind,
    locale: customer.person.language,
    location: { country: customer.person.country },
    userAgent: device.userAgent,
    ...(device.deviceId !== null && { device: { id: device.deviceId, type: "android" } }),
    ...(device.kind === "web" &&
      source !== "" && { page: { referrer }, campaign: { source, medium, name: `${source}-${medium}` } }),
  };
}
