import type { Capability } from "../../core/capability.ts";
import { metricsRoutes } from "./routes.ts";

/** The figures of the business at one glance. */
export const metrics: Capability = {
  name: "metrics",
  // It works figures out of the facts and keeps nothing.
  personalData: null,
  routes: metricsRoutes,
};
