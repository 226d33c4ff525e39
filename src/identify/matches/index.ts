import type { Capability } from "../../core/capability.ts";
import type { ProfileRecords } from "../../core/records-port.ts";
import { matchJob } from "./jobs.ts";
import { personalData } from "./personal-data-queries.ts";
import { matchRoutes } from "./routes.ts";

export { waitingAnswers } from "./model.ts";
export { noteArrivals } from "./arrivals-store.ts";

/** Matching of customers who share no identifier; `records` is what the profile stage knows of them. */
export function matches(records: ProfileRecords): Capability {
  return {
    name: "identify/matches",
    personalData,
    routes: (app, context) => matchRoutes(app, context, records),
    jobs: [matchJob(records)],
  };
}
