import type { JsonObject } from "../src/core/json.ts";
import { drawBasket } from "./basket.ts";
import type { Customer } from "./customer.ts";
import { freshen, type Device } from "./devices.ts";
import { happens, pick } from "./draws.ts";
import { moment, type Moment } from "./moment.ts";
import type { ShopOptions } from "./options.ts";
import { orderProperties } from "./order.ts";
import type { Diary } from "./diary.ts";
import { drawProduct, keepsTo } from "./habits.ts";
import { drawArrival, drawPause, type Visit } from "./visits.ts";
import { drawSearch } from "./voice.ts";

const SIGNS_IN_TO_LOOK = 0.35;
/** Something is put in the cart before most orders, and now and then for nothing. */
const ADDS_TO_BUY = 0.9;
const ADDS_TO_LOOK = 0.15;

/** A visit in a browser or the app: pages, products, a sign-in, perhaps an order. */
export function* screenVisit(
  customer: Customer,
  visit: Visit,
  diary: Diary,
  options: ShopOptions,
): Generator<Moment> {
  const { random, person, habits } = customer;
  const device = (keepsTo(random) ? customer.devices[0] : null) ?? pick(random, customer.devices);
  freshen(random, device, visit.at, () => diary.newAnonymousId());
  const context = contextOf(customer, device);
  let at = visit.at;
  const who = (): Pick<Moment, "userId" | "anonymousId"> => ({
    userId: device.signedIn ? person.userId : null,
    anonymousId: device.anonymousId,
  });
  const product = drawProduct(random, habits);
  const url = `https://demo.example/p/${product.id}`;
  yield moment(at, device.kind === "app" ? "screen" : "page", {
    ...who(),
    name: product.name,
    properties: { url, title: product.name, path: `/p/${product.id}` },
    context,
  });
  const search = drawSearch(customer);
  if (search) yield track(at + 5000, "Products Searched", search);
  const [mostLooks, oneMore] = habits.looks;
  for (let looks = visit.buys ? 1 : 0; looks < mostLooks && happens(random, oneMore); looks += 1) {
    at += drawPause(customer);
    const { id, category } = looks === 0 ? product : drawProduct(random, habits);
    yield track(at, "Product Viewed", { product_id: id, category });
  }
  if (!device.signedIn && (visit.buys || (person.userId !== null && happens(random, SIGNS_IN_TO_LOOK)))) {
    at += drawPause(customer);
    device.signedIn = true;
    const traits = diary.traits(person, at);
    yield moment(at, "identify", { ...who(), traits, context: { ...context, consent: consentOf(customer) } });
  }
  diary.saw(device, device.signedIn);
  if (happens(random, visit.buys ? ADDS_TO_BUY : ADDS_TO_LOOK)) {
    at += drawPause(customer);
    yield track(at, "Product Added", { product_id: product.id, category: product.category });
  }
  if (!visit.buys) return;
  at += drawPause(customer);
  const basket = drawBasket(customer, at, false);
  const orderId = diary.newOrder(at, basket);
  yield track(at, "Order Completed", orderProperties(orderId, basket, options.currency));

  function track(when: number, name: string, properties: JsonObject): Moment {
    return moment(when, "track", { ...who(), name, properties, context });
  }
}

/** What they chose when they signed up: newsletters come to those who take them, and to no others. */
function consentOf({ temper }: Customer): JsonObject {
  return { categoryPreferences: { email: temper.takesMail } };
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
