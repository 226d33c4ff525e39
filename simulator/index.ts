export { eventsOf, Shop } from "./shop.ts";
export { beginOf, DAY, YEAR } from "./options.ts";
export type { ShopOptions } from "./options.ts";
export { truthOf } from "./truth.ts";
export type { CustomerTruth } from "./truth.ts";
export { recordEvent, recordsOf } from "./records.ts";
export { sittingsOf } from "./tablets.ts";
