import type { Capability } from "../../core/capability.ts";
import type { CountedRowsNow } from "../../core/counted-rows-port.ts";
import { personaCustomerRoutes } from "./customer-routes.ts";
import { personasJob } from "./jobs.ts";
import type { NoteMoved } from "./moved-store.ts";
import { personalData } from "./personal-data-queries.ts";
import { personaRoutes } from "./routes.ts";

export { momentsOf, standardisedDifference } from "./clustering/difference.ts";
export type { Moments } from "./clustering/difference.ts";
export { spreadOut } from "./clustering/scale.ts";
export { measuresOf } from "./measures.ts";
export { readVocabulary } from "./moments-queries.ts";
export { behaviour } from "./queries.ts";
export type { BehaviourRow } from "./queries.ts";
export type { NoteMoved } from "./moved-store.ts";
export { personasOf } from "./personas-of-store.ts";
export { personaIds, personaMembers } from "./personas-now.ts";
export { personaSets } from "./sets.ts";

/**
 * Personas; `counted` is what the measure stage counts of orders and refunds, `noteMoved` is told who
 * is of another persona when a run ends.
 */
export function personas(counted: CountedRowsNow, noteMoved: NoteMoved): Capability {
  return {
    name: "profile/personas",
    personalData,
    routes: (app, context) => {
      personaRoutes(app, context);
      personaCustomerRoutes(app, context, counted);
    },
    jobs: [personasJob(counted, noteMoved)],
  };
}
