import type { Capability } from "./core/capability.ts";
import { people } from "./workspace/people/index.ts";
import { settings } from "./workspace/settings/index.ts";
import { tokens } from "./workspace/tokens/index.ts";

/** Everything that Tenure can do, in the order of the loop. */
export const capabilities: readonly Capability[] = [settings, people, tokens];
