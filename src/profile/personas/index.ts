import type { Capability } from "../../core/capability.ts";
import type { CountedRowsNow } from "../../core/counted-rows-port.ts";
import { personasJob } from "./jobs.ts";
import { personalData } from "./personal-data-queries.ts";
import { personaRoutes } from "./routes.ts";

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
