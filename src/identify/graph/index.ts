import type { Capability } from "../../core/capability.ts";
import { personalData } from "./personal-data-queries.ts";
import { graphRoutes } from "./routes.ts";

export { handleIdsBelieved } from "./believed-queries.ts";
export {
  findProfile,
  handlesBelieved,
  handlesOf,
  identifiersOf,
  ownerQuestion,
  ownersOf,
  profileById,
  searchIdentifiers,
} from "./lookup-queries.ts";
export type { Handle, Owner } from "./lookup-queries.ts";
export { HANDED_OVER } from "./explain-queries.ts";
export { joinByHand, partByHand, withdraw } from "./by-hand.ts";
export type { Decided, Decider } from "./by-hand.ts";
export { NumberParams } from "./contract.ts";
export { COUNTRY_TRAITS } from "./country.ts";
export { decide } from "./decide.ts";
export { profilesOf } from "./judgement-queries.ts";
export { keyOf, type Identifier } from "./identifier.ts";
export { identityOf, type IdentityOptions } from "./identity.ts";
export { normaliseIdentifier } from "./normalise.ts";
export { normaliseHere } from "./normalise-here.ts";
export { resolveIdentities } from "./resolve.ts";
export type { Resolved } from "./resolve.ts";
export { Returning } from "./returning.ts";
export { saidBy } from "./said-by.ts";
export { recomputeComponents, rejoin, undoImport, type Moved } from "./undo.ts";
export { nextAliasVersion } from "./store.ts";
export { recountPartners } from "./undo-queries.ts";
export { lockGraphForChange } from "./queries.ts";

/** What this capability holds of people. */
export const capability: Capability = { name: "identify/graph", personalData, routes: graphRoutes };
