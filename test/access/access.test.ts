import { beforeAll, expect, test } from "vitest";
import { capabilities } from "../../src/capabilities.ts";
import type { RouteAccess } from "../../src/core/permission.ts";
import { type Credentials, type TestApp, testApp } from "../kit/app.ts";

type Route = { method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE"; url: string; access: RouteAccess };

const routes: Route[] = [];
let kit: TestApp;
let viewer: Credentials;

/** Notes every route as it is registered, the way the http edge itself sees them. */
const watched = capabilities.map((capability) => ({
  ...capability,
  routes: ((app, context) => {
    app.addHook("onRoute", ({ method, url, config }) => {
      for (const one of [method].flat()) {
        if (one === "HEAD" || one === "OPTIONS" || !config?.access) continue;
        routes.push({ method: one as Route["method"], url, access: config.access });
      }
    });
    capability.routes?.(app, context);
  }) satisfies NonNullable<typeof capability.routes>,
}));

beforeAll(async () => {
  kit = await testApp({ capabilities: watched });
  viewer = await kit.as("viewer");
});

const guarded = () => routes.filter(({ access }) => access !== "public" && access !== "write-key");

const ask = ({ method, url }: Route, headers: Credentials) =>
  kit.app.inject({ method, url: url.replaceAll(/:\w+|\*/g, "1"), headers });

test("every route says who may call it, and there are many", () => {
  expect(routes.length).toBeGreaterThan(20);
});

test("nobody gets past a guarded route, nor does a write key", async () => {
  const key = Buffer.from("a-write-key:").toString("base64");
  for (const route of guarded()) {
    const name = `${route.method} ${route.url}`;
    expect((await ask(route, {})).statusCode, name).toBe(401);
    expect((await ask(route, { authorization: `Basic ${key}` })).statusCode, name).toBe(401);
  }
});

test("a token without the scope, and a viewer without the permission, are refused", async () => {
  const may = new Set(
    (await kit.app.inject({ url: "/api/v1/me", headers: viewer })).json().actor.permissions,
  );
  for (const route of guarded()) {
    const other = route.access === "figures:read" ? "imports:read" : "figures:read";
    const name = `${route.method} ${route.url}`;
    expect((await ask(route, await kit.token([other]))).statusCode, name).toBe(403);
    if (!may.has(route.access)) expect((await ask(route, viewer)).statusCode, name).toBe(403);
  }
});

test("a session's change without the header of our own pages is refused as forged", async () => {
  const forged = { cookie: viewer["cookie"] ?? "", origin: "https://elsewhere.test" };
  for (const route of guarded().filter(({ method }) => method !== "GET")) {
    expect((await ask(route, forged)).statusCode, `${route.method} ${route.url}`).toBe(403);
  }
});

test("every capability says what it holds of people, or that it holds nothing", () => {
  for (const { name, personalData } of capabilities) expect(personalData, name).not.toBeUndefined();
});
