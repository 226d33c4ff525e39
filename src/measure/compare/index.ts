import type { Capability } from "../../core/capability.ts";
import { compareRoutes } from "./routes.ts";

/** Two sets of customers on everything, what differs most first. */
export const comparing: Capability = {
  name: "compare",
  // It works lines out of what others hold, and keeps the last few in memory for minutes.
  personalData: null,
  routes: compareRoutes,
};
