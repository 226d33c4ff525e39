import type { Capability } from "../../core/capability.ts";
import type { CustomerFiguresPort } from "../../core/customer-figures-port.ts";
import { webhooksJob } from "./deliver-due.ts";
import { segmentsJob } from "./jobs.ts";
import { memberRoutes } from "./member-routes.ts";
import { personalData } from "./personal-data.ts";
import { segmentsRoutes } from "./routes.ts";
import { webhookRoutes } from "./webhook-routes.ts";

export { segmentNames, segmentsOf } from "./segments-of.ts";
export { segmentSets } from "./sets.ts";
export { Touching } from "./noted.ts";
export { notePersonas } from "./personas-moved.ts";
export { noteUndone } from "./undone.ts";

/** Segments, kept up to date; `figures` is what the measure stage knows of customers. */
export function segments(figures: CustomerFiguresPort): Capability {
  return {
    name: "profile/segments",
    personalData,
    routes: (app, context) => {
      const world = { ...context, figures };
      webhookRoutes(app, world);
      segmentsRoutes(app, world);
      memberRoutes(app, world);
    },
    jobs: [segmentsJob(figures), webhooksJob],
  };
}
