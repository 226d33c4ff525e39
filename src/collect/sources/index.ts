export { addSource, allSources, sourceById, sourceByKey } from "./queries.ts";
export type { Source } from "./queries.ts";
export { findSourceByKey } from "./keys.ts";
