import type { Capability } from "../../core/capability.ts";
import { peopleRoutes } from "./routes.ts";

export { makeSetupLink } from "./links.ts";
export { personActor } from "./session.ts";

/** Those who log in. They are not customers: what is held of them is in the settings' list of people. */
export const people: Capability = { name: "people", personalData: null, routes: peopleRoutes };
