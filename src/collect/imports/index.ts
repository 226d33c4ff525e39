import type { Capability } from "../../core/capability.ts";
import { importJob } from "./jobs.ts";
import { personalData } from "./personal-data-queries.ts";
import { importRoutes } from "./routes.ts";
import type { UndoHook } from "./undo.ts";

export { countLeftOut } from "./left-out-queries.ts";
export { workOffImports } from "./jobs.ts";
export { undoImport } from "./undo.ts";
export type { UndoHook } from "./undo.ts";
export { undoneOrders, type Undone } from "./undone-queries.ts";

/** Files in, events out; `hooks` is what later stages take back when an import is undone. */
export function imports(hooks: readonly UndoHook[]): Capability {
  return { name: "imports", personalData, routes: importRoutes, jobs: [importJob(hooks)] };
}
