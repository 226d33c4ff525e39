import type { Capability } from "../../core/capability.ts";
import type { Registry } from "./erase.ts";
import { keepFinishing } from "./jobs.ts";
import { erasureRoutes } from "./routes.ts";

export type { Registry } from "./erase.ts";
export { leaveOutErased } from "./leave-out.ts";

/** A copy and the erasure of all that is held of one customer, over the capabilities of the registry. */
export function erasureCapability(registry: Registry): Capability {
  return {
    name: "profile/erasure",
    personalData: {
      holds:
        "The numbers of erased handles, by which an erasure is proven, and keyed hashes of the identifiers, by which imports and backups don't bring the person back; nothing else of the person.",
      tables: ["erasure", "erased_identifier"],
      export: async () => null,
      erase: async () => undefined,
    },
    routes: (app, context) => erasureRoutes(app, context, registry),
    jobs: [
      {
        name: "finish-erasures",
        run: (context, signal) => keepFinishing(context, registry, signal),
      },
    ],
  };
}
