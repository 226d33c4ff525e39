import type { Capability } from "../../core/capability.ts";
import type { UndoHook } from "../imports/index.ts";
import { demoJob } from "./jobs.ts";
import { demoRoutes } from "./routes.ts";

/** The demo shop. What it holds of (made-up) people, it holds in the stores of other capabilities. */
export function demo(hooks: readonly UndoHook[]): Capability {
  return { name: "demo", personalData: null, routes: demoRoutes, jobs: [demoJob(hooks)] };
}
