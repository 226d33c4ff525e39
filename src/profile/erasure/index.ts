import type { Capability } from "../../core/capability.ts";
import { keepFinishing, type Registry } from "./erase.ts";
import { erasureRoutes } from "./routes.ts";

export type { Registry } from "./erase.ts";

/** A copy and the erasure of all that is held of one customer, over the capabilities of the registry. */
export function erasureCapability(registry: Registry): Capability {
  return {
    name: "profile/erasure",
    personalData: {
      holds: "The numbers of erased handles, by which an erasure is proven; nothing else of the person.",
      tables: ["erasure"],
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
