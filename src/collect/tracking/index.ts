import type { Capability } from "../../core/capability.ts";
import { trackingRoutes } from "./routes.ts";

export { takingIn } from "./aside.ts";

/** The Segment tracking API: authenticate, check, take the clock skew out, put into the inbox. */
export const capability: Capability = {
  name: "collect/tracking",
  personalData: null,
  routes: (app, context) => trackingRoutes(app, context),
};
