import type { Capability } from "../../core/capability.ts";
import { revenueRoutes } from "./routes.ts";

export { exact } from "./revenue.ts";

/** What was earned, reconciled with what the shop system shows. */
export const revenue: Capability = {
  name: "revenue",
  // It works figures out of the facts and keeps nothing.
  personalData: null,
  routes: revenueRoutes,
};
