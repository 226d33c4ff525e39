export { holdOrders } from "./lock-queries.ts";
export { ordersOf } from "./orders.ts";
