export { ordersOf } from "./orders.ts";
export type { OrderStores } from "./orders.ts";
