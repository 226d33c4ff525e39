export { ordersOf } from "./orders.ts";
