import type { Capability } from "../../core/capability.ts";
import { retentionRoutes } from "./routes.ts";

export { reconcile } from "./queries.ts";
export type { Reconciliation } from "./contract.ts";
export { reconciliationRow } from "./reconciliation.ts";

/** How many customers stayed, came, came back and left, period by period. */
export const retention: Capability = {
  name: "retention",
  // It works figures out of the facts and keeps nothing.
  personalData: null,
  routes: retentionRoutes,
};
