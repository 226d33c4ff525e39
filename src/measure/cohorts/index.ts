import type { Capability } from "../../core/capability.ts";
import { cohortRoutes } from "./routes.ts";

/** Whether customers who began together come back. */
export const cohorts: Capability = {
  name: "cohorts",
  // It works figures out of the facts and keeps nothing.
  personalData: null,
  routes: cohortRoutes,
};
