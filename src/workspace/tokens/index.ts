import type { Capability } from "../../core/capability.ts";
import type { Context } from "../../core/context.ts";
import type { Actor } from "../../core/permission.ts";
import { Problem } from "../../core/problem.ts";
import { tokenIn } from "./credentials.ts";
import { rememberedActor } from "./remembered.ts";
import { tokenRoutes } from "./routes.ts";

export { addToken } from "./queries.ts";

/**
 * Who the `authorization` header stands for; null without the header.
 * @throws Problem `unauthenticated` where the token is unknown, revoked or expired.
 */
export async function tokenActor(
  { state, clock }: Pick<Context, "state" | "clock">,
  authorization: string | undefined,
): Promise<Actor | null> {
  const token = tokenIn(authorization);
  if (token === null) return null;
  const actor = await rememberedActor(state, token, clock.now());
  if (actor) return actor;
  throw new Problem("unauthenticated", "The API token is unknown, revoked or expired.", {
    field: "authorization",
    fix: "Make a new one under Settings, or with `npm run tenure -- token add NAME --scope …`.",
  });
}

/** API tokens for scripts; they are about scripts, so nothing is held of customers. */
export const tokens: Capability = { name: "tokens", personalData: null, routes: tokenRoutes };
