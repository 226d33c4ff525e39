import type { Capability } from "../../core/capability.ts";
import { dimensionRoutes } from "./routes.ts";

/** What orders can be told apart by. */
export const dimensions: Capability = {
  name: "dimensions",
  // It works figures out of the facts and keeps nothing.
  personalData: null,
  routes: dimensionRoutes,
};
