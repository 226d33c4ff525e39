import type { Capability } from "../../core/capability.ts";
import { sourceRoutes } from "./routes.ts";

export { addSource, allSources, sourceById, sourcesForWork } from "./queries.ts";
export type { Source } from "./source.ts";
export { findSourceByKey } from "./keys.ts";

/** Where events come from, and the keys that let them in. */
export const capability: Capability = { name: "collect/sources", personalData: null, routes: sourceRoutes };
