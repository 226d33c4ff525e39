import type { Capability } from "../../core/capability.ts";
import { rfmRoutes } from "./routes.ts";

export { cellOf } from "./cells.ts";
export { frequencyOf, monetaryOf, recencyOf } from "./classes.ts";
export { thresholdsNow } from "./thresholds.ts";
export { rfmFigures } from "./figures-queries.ts";

/** Customers by recency, frequency and monetary value, and by value tier. */
export const rfmCapability: Capability = {
  name: "rfm",
  // It works figures out of the facts; what it keeps is where classes begin.
  personalData: null,
  routes: rfmRoutes,
};
