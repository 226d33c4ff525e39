import type { Capability } from "../../core/capability.ts";
import { vocabularyRoutes } from "./routes.ts";

/** The names that the workspace's own data has. */
export const vocabulary: Capability = {
  name: "vocabulary",
  // It reads the facts and keeps nothing.
  personalData: null,
  routes: vocabularyRoutes,
};
