import type { Capability } from "../../core/capability.ts";
import type { CountedRowsNow } from "../../core/counted-rows-port.ts";
import { personasJob } from "./jobs.ts";
import { personalData } from "./personal-data-queries.ts";
import { personaRoutes } from "./routes.ts";

export { momentsOf, standardisedDifference } from "./clustering/difference.ts";
export type { Moments } from "./clustering/difference.ts";
export { spreadOut } from "./clustering/scale.ts";
export { measuresOf } from "./measures.ts";
export { readVocabulary } from "./moments-queries.ts";
export { behaviour } from "./queries.ts";
export type { BehaviourRow } from "./queries.ts";
export { personaSets } from "./sets.ts";

/** Personas; `counted` is what the measure stage counts of orders and refunds. */
export function personas(counted: CountedRowsNow): Capability {
  return {
    name: "profile/personas",
    personalData,
    routes: personaRoutes,
    jobs: [personasJob(counted)],
  };
}
