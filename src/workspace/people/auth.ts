import { randomBytes } from "node:crypto";
import { betterAuth } from "better-auth";
import type { Context } from "../../core/context.ts";
import { ROLES } from "../../core/permission.ts";
import type { State } from "../../core/state.ts";
import { hashPassword, verifyPassword } from "./password.ts";
import "./tables.ts";

/** better-auth over our tables. */
export type Auth = ReturnType<typeof makeAuth>;

const SESSION_SECONDS = 14 * 86_400;
const RENEW_SECONDS = 86_400;
const made = new WeakMap<State, Promise<Auth>>();

/** The sessions of this state; made once. */
export function authOf({ state, publicUrl }: Pick<Context, "state" | "publicUrl">): Promise<Auth> {
  const known = made.get(state);
  if (known) return known;
  const auth = readSecret(state).then((secret) => makeAuth(state, publicUrl, secret));
  made.set(state, auth);
  auth.catch(() => made.delete(state));
  return auth;
}

/** Signs the cookies; kept in the state, so that all nodes of a server know each other's. */
async function readSecret(state: State): Promise<string> {
  const name = "session";
  await state
    .insertInto("server_secret")
    .values({ name, value: randomBytes(32).toString("base64url") })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const { value } = await state
    .selectFrom("server_secret")
    .select("value")
    .where("name", "=", name)
    .executeTakeFirstOrThrow();
  return value;
}

function makeAuth(state: State, publicUrl: string, secret: string) {
  return betterAuth({
    appName: "Tenure",
    baseURL: publicUrl,
    secret,
    database: { db: state, type: "postgres" },
    // It would log e-mail addresses.
    logger: { disabled: true },
    telemetry: { enabled: false },
    // Only its functions are called; our routes answer, and our lock-out counts.
    rateLimit: { enabled: false },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: 10,
      maxPasswordLength: 200,
      password: { hash: hashPassword, verify: ({ hash, password }) => verifyPassword(hash, password) },
    },
    session: {
      modelName: "person_session",
      fields: {
        userId: "person_id",
        expiresAt: "expires_at",
        ipAddress: "ip_address",
        userAgent: "user_agent",
        createdAt: "created_at",
        updatedAt: "updated_at",
      },
      expiresIn: SESSION_SECONDS,
      // Where the page asks who it is (`renewSession`); a session in use never ends.
      updateAge: RENEW_SECONDS,
    },
    user: {
      modelName: "person",
      fields: { emailVerified: "email_verified", createdAt: "created_at", updatedAt: "updated_at" },
      additionalFields: { role: { type: [...ROLES], required: true, input: false } },
    },
    account: { modelName: "person_credential", fields: ACCOUNT_FIELDS },
    verification: {
      modelName: "person_verification",
      fields: { expiresAt: "expires_at", createdAt: "created_at", updatedAt: "updated_at" },
    },
    advanced: {
      cookiePrefix: "tenure",
      useSecureCookies: publicUrl.startsWith("https:"),
      defaultCookieAttributes: { httpOnly: true, sameSite: "lax", path: "/" },
      ipAddress: { disableIpTracking: true },
    },
  });
}

const ACCOUNT_FIELDS = {
  userId: "person_id",
  accountId: "account_id",
  providerId: "provider_id",
  accessToken: "access_token",
  refreshToken: "refresh_token",
  idToken: "id_token",
  accessTokenExpiresAt: "access_token_expires_at",
  refreshTokenExpiresAt: "refresh_token_expires_at",
  createdAt: "created_at",
  updatedAt: "updated_at",
};
