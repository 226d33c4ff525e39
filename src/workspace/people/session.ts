import { isAPIError } from "better-auth/api";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { Context } from "../../core/context.ts";
import { type Actor, type Role, permissionsOf } from "../../core/permission.ts";
import { Problem } from "../../core/problem.ts";
import { because } from "../../core/reason.ts";
import { authOf } from "./auth.ts";
import { countAttempt, forgetFailures } from "./lock-out-queries.ts";

type Sessions = Pick<Context, "state" | "publicUrl" | "clock">;

/** Who the session cookie stands for; null without one, or where the session has ended. */
export async function personActor(
  context: Pick<Context, "state" | "publicUrl">,
  cookie: string | undefined,
): Promise<(Actor & { email: string; role: Role }) | null> {
  if (cookie === undefined || !cookie.includes("tenure.session_token=")) return null;
  const auth = await authOf(context);
  const session = await auth.api.getSession({
    headers: new Headers({ cookie }),
    query: { disableRefresh: true },
  });
  if (!session) return null;
  const { id, name, email, role } = session.user;
  return { kind: "person", id, name, email, role, permissions: new Set(permissionsOf(role)) };
}

/**
 * Checks the password and puts the session's cookie into the reply.
 * @throws Problem `unauthenticated` for a wrong one, `too_many` when locked out
 */
export async function signIn(
  context: Sessions,
  request: FastifyRequest,
  reply: FastifyReply,
  { email, password }: { email: string; password: string },
): Promise<void> {
  const { state, clock } = context;
  const attempt = { email, address: request.ip };
  await countAttempt(state, attempt, clock.now());
  const auth = await authOf(context);
  try {
    const { headers } = await auth.api.signInEmail({ body: { email, password }, returnHeaders: true });
    passCookies(headers, reply);
  } catch (failure) {
    if (!isAPIError(failure) || failure.status !== "UNAUTHORIZED") throw failure;
    throw new Problem("unauthenticated", because("people.wrong_password"), { field: "password" });
  }
  await forgetFailures(state, attempt);
}

/** Gives a session that is a day old or older its whole time again, with a new cookie. */
export async function renewSession(
  context: Pick<Context, "state" | "publicUrl">,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  const auth = await authOf(context);
  const cookie = request.headers.cookie ?? "";
  const { headers } = await auth.api.getSession({ headers: new Headers({ cookie }), returnHeaders: true });
  passCookies(headers, reply);
}

/** Ends the session of the request and takes its cookie away. */
export async function signOut(
  context: Sessions,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  const auth = await authOf(context);
  const cookie = request.headers.cookie ?? "";
  const { headers } = await auth.api.signOut({ headers: new Headers({ cookie }), returnHeaders: true });
  passCookies(headers, reply);
}

function passCookies(headers: Headers, reply: FastifyReply): void {
  for (const cookie of headers.getSetCookie()) void reply.header("set-cookie", cookie);
}
