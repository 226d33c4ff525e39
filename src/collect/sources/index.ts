export { addSource, allSources, sourceById, sourceByKey, sourcesForWork } from "./queries.ts";
export type { Source } from "./queries.ts";
export { findSourceByKey } from "./keys.ts";
