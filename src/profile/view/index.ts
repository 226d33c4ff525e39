import type { Capability } from "../../core/capability.ts";
import type { CustomerFiguresPort } from "../../core/customer-figures-port.ts";
import type { ProfileFigures } from "../../core/figures-port.ts";
import { customerRoutes } from "./routes.ts";
import { segmentRoutes } from "./segment-routes.ts";
import { standingRoutes } from "./standing-routes.ts";

/** The customers' pages and the Profile API; the measure stage's figures are handed in by `main.ts`. */
export function viewCapability(figures: ProfileFigures, single: CustomerFiguresPort): Capability {
  return {
    name: "profile/view",
    // It shows what identity, traits, consent and the facts hold, and keeps nothing itself.
    personalData: null,
    routes: (app, context) => {
      customerRoutes(app, context, figures);
      standingRoutes(app, context, single);
      segmentRoutes(app, context, single);
    },
  };
}
