import type { Capability } from "../../core/capability.ts";
import { windowRoutes } from "./routes.ts";

/** For how long a silent customer counts as active. */
export const activityWindow: Capability = {
  name: "activity-window",
  // The choice stands in the workspace's settings.
  personalData: null,
  routes: windowRoutes,
};
