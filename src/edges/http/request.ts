import type { Actor, RouteAccess } from "../../core/permission.ts";

declare module "fastify" {
  // oxlint-disable-next-line typescript/consistent-type-definitions -- merging needs an interface
  interface FastifyContextConfig {
    /** Who may call the route; a route without is refused at start. */
    access?: RouteAccess;
    /** `streamed`: the body goes where it belongs as it comes, of any size; else it is kept in memory. */
    body?: "streamed";
  }
  // oxlint-disable-next-line typescript/consistent-type-definitions -- merging needs an interface
  interface FastifyRequest {
    /** Who asks; null where nobody has shown who they are. `request.signal` aborts when they go away. */
    actor: Actor | null;
  }
}
