/** What points at a customer. Types are those of {@link RANK}, or a custom one from `context.externalIds`. */
export type Identifier = { readonly type: string; readonly value: string };

/** The types that Tenure knows, the surest first; custom types stand at {@link CUSTOM_RANK}. */
const RANK: ReadonlyMap<string, number> = new Map([
  ["user_id", 1],
  ["email", 2],
  ["phone", 3],
  ["anonymous_id", 5],
  ["device_id", 6],
  ["claimed_user_id", 7],
  ["order", 8],
  ["unidentified", 9],
]);
const CUSTOM_RANK = 4;

/** Types that only Tenure itself gives: an order, an unproved user id, events of nobody. */
const INTERNAL = new Set(["claimed_user_id", "order", "unidentified"]);

/** Browsers and apps, as Segment's SDKs name them in `context.externalIds`. */
const DEVICE_TYPE = /^(anonymous_id|device_id|ga_client_id|cross_domain_id|(ios|android)\..+)$/;

/** How sure the type is: the smaller, the surer. */
export function rankOf(type: string): number {
  return RANK.get(type) ?? (DEVICE_TYPE.test(type) ? 6 : CUSTOM_RANK);
}

/** Whether the type names a customer, rather than a browser, a device or an order. */
export function namesCustomer(type: string): boolean {
  return rankOf(type) <= CUSTOM_RANK;
}

/** Whether the type names a browser or a device, which may pass from one customer to another. */
export function isDevice(type: string): boolean {
  const rank = rankOf(type);
  return rank > CUSTOM_RANK && !INTERNAL.has(type);
}

/** Whether a sender may give identifiers of this type. */
export function isOpenType(type: string): boolean {
  return /^[a-z][a-z0-9_.]{0,63}$/.test(type) && !INTERNAL.has(type);
}

/** One text for a (type, value), for use as a key. */
export function keyOf(identifier: Identifier): string {
  return `${identifier.type}\n${identifier.value}`;
}
