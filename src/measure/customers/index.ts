import type { Capability } from "../../core/capability.ts";
import { customersRoutes } from "./routes.ts";

export type { SetOfCustomers } from "./contract.ts";
export { customerFigures, FIGURE_GROUPS } from "./customer-figures.ts";
export type { FigureGroup, FigureReading, Standing } from "./figure-group.ts";
export { profileFigures, scaleOf, tiersOf } from "./figures.ts";
export type { Scale } from "./figures.ts";
export { whoAre } from "./who.ts";
export { customersWithTimes } from "./queries.ts";
export { standing, tierOf } from "./standing-queries.ts";
export type { TierThresholds } from "./standing-queries.ts";

/** The customers behind any figure. */
export const customersBehind: Capability = {
  name: "customers-behind",
  // It works figures out of the facts and keeps nothing.
  personalData: null,
  routes: customersRoutes,
};
