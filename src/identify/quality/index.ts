import type { Capability } from "../../core/capability.ts";
import type { CountedOrders } from "../../core/counted-orders-port.ts";
import { qualityRoutes } from "./routes.ts";

/** How well it is known who is who. Which orders count, the measure stage says. */
export function quality(orders: CountedOrders): Capability {
  return {
    name: "identify/quality",
    // It works figures out of the identifiers, events and orders of others and keeps nothing.
    personalData: null,
    routes: (app, context) => qualityRoutes(app, context, orders),
  };
}
