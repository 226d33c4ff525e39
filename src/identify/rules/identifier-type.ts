/** Types that only Tenure itself gives: an order, an unproved user id, events of nobody. */
export const UNNAMING = ["claimed_user_id", "order", "unidentified"] as const;

/** Where the mail of several addresses arrives: worked out, never given. */
const WORKED_OUT = "mailbox";

/** Browsers and apps, as Segment's SDKs name them in `context.externalIds`; a pattern for Postgres too. */
export const DEVICE_TYPE = "^(anonymous_id|device_id|ga_client_id|cross_domain_id|(ios|android)[.].+)$";

const INTERNAL: ReadonlySet<string> = new Set(UNNAMING);
const DEVICE = new RegExp(DEVICE_TYPE);

/** Whether the type names a customer, rather than a browser, a device or an order. */
export function namesCustomer(type: string): boolean {
  return !INTERNAL.has(type) && !DEVICE.test(type);
}

/** Whether the type names a browser or a device, which may pass from one customer to another. */
export function isDevice(type: string): boolean {
  return DEVICE.test(type);
}

/** Whether a sender may give identifiers of this type. */
export function isOpenType(type: string): boolean {
  return /^[a-z][a-z0-9_.]{0,63}$/.test(type) && !INTERNAL.has(type) && type !== WORKED_OUT;
}
