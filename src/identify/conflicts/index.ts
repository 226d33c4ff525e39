import type { Capability } from "../../core/capability.ts";
import { conflictRoutes } from "./routes.ts";

/** What the rules of who is one customer refused. */
export const capability: Capability = {
  name: "identify/conflicts",
  personalData: null,
  routes: conflictRoutes,
};
