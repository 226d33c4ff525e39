export { isBlocked } from "./blocked.ts";
export { namesCustomer } from "./identifier.ts";
export type { Identifier } from "./identifier.ts";
export { findProfile, handlesOf, profileById, searchIdentifiers } from "./lookup.ts";
export type { Handle } from "./lookup.ts";
export { normaliseIdentifier } from "./normalise.ts";
export { resolveIdentities } from "./resolve.ts";
export type { Resolved, ResolveOptions } from "./resolve.ts";
export { recomputeComponents, undoImport } from "./undo.ts";
