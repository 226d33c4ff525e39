import type { Capability } from "../../core/capability.ts";
import { ruleRoutes } from "./routes.ts";

/** Changing what counts as one customer. */
export const capability: Capability = {
  name: "identify/rule-changes",
  personalData: null,
  routes: ruleRoutes,
};
