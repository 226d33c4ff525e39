import { join } from "node:path";
import Fastify from "fastify";
import { authenticateBy } from "../../src/authenticate.ts";
import { capabilities } from "../../src/capabilities.ts";
import type { App, Capability } from "../../src/core/capability.ts";
import { PERMISSIONS, type Permission, type Role } from "../../src/core/permission.ts";
import { makeHttpServer, makeMetrics, type Patience } from "../../src/edges/http/index.ts";
import { makeSetupLink } from "../../src/workspace/people/index.ts";
import { addToken } from "../../src/workspace/tokens/index.ts";
import { afterAll } from "vitest";
import { type TestContext, testContext } from "./context.ts";

/** Headers that log a request in. */
export type Credentials = Record<string, string>;

/** The whole program without a network: every capability, and ways to be somebody. */
export type TestApp = {
  readonly app: App;
  readonly context: TestContext;
  /** The owner of the data folder: may do everything. */
  readonly owner: Credentials;
  /** Signs somebody in; makes them first. */
  as(role: Role): Promise<Credentials>;
  /** An API token with these scopes; all unless told. */
  token(scopes?: readonly Permission[]): Promise<Credentials>;
};

const opened: App[] = [];

afterAll(async () => {
  for (const app of opened.splice(0)) await app.close();
});

const PASSWORD = "correct horse battery";

/** Puts it together over fresh stores (or the context given); closed when the test file ends. */
export async function testApp(
  overrides: Partial<TestContext> & {
    capabilities?: readonly Capability[];
    pages?: string;
    patience?: Patience;
    trustedProxies?: readonly string[];
  } = {},
): Promise<TestApp> {
  const context = await testContext(overrides);
  const { app, ownerHeaders } = await makeHttpServer({
    context,
    capabilities: overrides.capabilities ?? capabilities,
    authenticate: authenticateBy(context),
    ready: async () => undefined,
    metrics: makeMetrics(),
    logger: Fastify({ logger: false }).log,
    pages: overrides.pages ?? join(context.dataDir, "no-pages"),
    version: "test",
    ...(overrides.patience && { patience: overrides.patience }),
    ...(overrides.trustedProxies && { trustedProxies: overrides.trustedProxies }),
  });
  opened.push(app);
  return {
    app,
    context,
    owner: ownerHeaders,
    as: (role) => signInAs({ app, context, ownerHeaders }, role),
    async token(scopes = PERMISSIONS) {
      const made = await addToken(context.state, { name: "test", scopes: [...scopes] }, context.clock.now());
      return { authorization: `Bearer ${made.token}` };
    },
  };
}

async function signInAs(
  server: { app: App; context: TestContext; ownerHeaders: Credentials },
  role: Role,
): Promise<Credentials> {
  const { app, ownerHeaders } = server;
  const email = `${role}@tenure.test`;
  const payload = { email, role, password: PASSWORD };
  await app.inject({ method: "POST", url: "/api/v1/people", headers: ownerHeaders, payload });
  const answer = await app.inject({
    method: "POST",
    url: "/api/v1/sign-in",
    payload: { email, password: PASSWORD },
  });
  if (answer.statusCode !== 204) throw new Error(`could not sign in: ${answer.body}`);
  const cookie = answer.cookies.map(({ name, value }) => `${name}=${encodeURIComponent(value)}`).join("; ");
  return { cookie, "x-tenure-csrf": "1" };
}

/** The secret of a new link for the first admin. */
export async function setupToken(context: TestContext): Promise<string> {
  const link = await makeSetupLink(context.state, context.publicUrl);
  if (link === null) throw new Error("there is an admin already");
  return link.split("#")[1] ?? "";
}
