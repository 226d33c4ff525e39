import type { Capability } from "../../core/capability.ts";
import { slippingRoutes } from "./routes.ts";

/** Who is active still but silent for longer than their own rhythm explains. */
export const slipping: Capability = {
  name: "slipping",
  // It works figures out of the facts and keeps nothing.
  personalData: null,
  routes: slippingRoutes,
};
