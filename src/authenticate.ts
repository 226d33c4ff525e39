import type { Context } from "./core/context.ts";
import type { Authenticate } from "./edges/http/index.ts";
import { personActor } from "./workspace/people/index.ts";
import { tokenActor } from "./workspace/tokens/index.ts";

/** Who asks: an API token where one is sent, else the person of the session's cookie. */
export function authenticateBy(context: Context): Authenticate {
  return async (headers) =>
    (await tokenActor(context, headers.authorization)) ?? (await personActor(context, headers.cookie));
}
