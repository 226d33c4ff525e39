import type { Capability } from "../../core/capability.ts";
import type { ProfileFigures } from "../../core/figures-port.ts";
import { customerRoutes } from "./routes.ts";
import { segmentRoutes } from "./segment-routes.ts";

/** The customers' pages and the Profile API; the measure stage's figures are handed in by `main.ts`. */
export function viewCapability(figures: ProfileFigures): Capability {
  return {
    name: "profile/view",
    // It shows what identity, traits, consent and the facts hold, and keeps nothing itself.
    personalData: null,
    routes: (app, context) => {
      customerRoutes(app, context, figures);
      segmentRoutes(app, context);
    },
  };
}
