/** Every address with hostile input: an answer that names the mistake, never a fault, never an echo. */
import { beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { capabilities } from "../../src/capabilities.ts";
import { keysOf } from "../../src/collect/sources/key-cache.ts";
import type { RouteAccess } from "../../src/core/permission.ts";
import { type TestApp, testApp } from "../kit/app.ts";

type Route = {
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  url: string;
  access: RouteAccess;
  /** Names of its query parameters. */
  query: readonly string[];
};

const routes: Route[] = [];
let kit: TestApp;

const watched = capabilities.map((capability) => ({
  ...capability,
  routes: ((app, context) => {
    app.addHook("onRoute", ({ method, url, config, schema }) => {
      for (const one of [method].flat()) {
        if (one === "HEAD" || one === "OPTIONS" || !config?.access) continue;
        const { querystring } = schema ?? {};
        const query = querystring instanceof z.ZodObject ? Object.keys(querystring.shape) : [];
        routes.push({ method: one as Route["method"], url, access: config.access, query });
      }
    });
    capability.routes?.(app, context);
  }) satisfies NonNullable<typeof capability.routes>,
}));

beforeAll(async () => {
  kit = await testApp({ capabilities: watched });
});

const HOSTILE = [
  "' OR 1=1 --",
  "1); DROP TABLE event; --",
  "\\' UNION SELECT * FROM file('/etc/passwd') --",
  "../../../etc/passwd",
  "\0",
  "%",
  "\uD800",
  "99999999999999999999999",
  "2147483648",
  "-1",
  "1e9",
  "__proto__",
  "<script>alert(1)</script>",
  "{p0:String}",
  "a".repeat(900),
];

function encoded(value: string): string {
  return value === "\uD800" ? "%ED%A0%80" : encodeURIComponent(value);
}

describe.each(HOSTILE)("the value %j", (value) => {
  test("in a path and in every query parameter is refused or does no harm", async () => {
    const failed: string[] = [];
    for (const { method, url, query } of routes) {
      if (url.includes("*") || url.startsWith("/v1/m")) continue;
      const path = url.replaceAll(/:\w+/g, encoded(value));
      const questions = [...query.map((name) => `?${name}=${encoded(value)}`)];
      const payload = { [value]: value, id: value, name: value, email: value, filename: value };
      for (const question of questions.length > 0 ? questions : [""]) {
        const answer = await kit.app.inject({
          method,
          url: path + question,
          headers: kit.owner,
          ...(method === "GET" ? {} : { payload }),
        });
        const isPage = String(answer.headers["content-type"]).includes("html");
        if (answer.statusCode === 500 || isPage) failed.push(`${method} ${path}${question}`);
      }
    }
    expect(failed).toEqual([]);
  });
});

describe("every answer", () => {
  test("carries the headers that keep browsers strict", async () => {
    for (const { method, url } of [...routes, { method: "GET", url: "/nowhere" } as const]) {
      const { headers } = await kit.app.inject({ method, url: url.replaceAll(/:\w+|\*/g, "1") });
      expect(headers["content-security-policy"], url).toContain("frame-ancestors 'none'");
      expect(headers["x-content-type-options"], url).toBe("nosniff");
      expect(headers["x-frame-options"], url).toBe("DENY");
      expect(headers["referrer-policy"], url).toBe("no-referrer");
    }
  });

  test("that may hold personal data is kept by no cache", async () => {
    for (const { method, url, access } of routes) {
      if (access === "public" || access === "write-key") continue;
      const answer = await kit.app.inject({ method, url: url.replaceAll(/:\w+|\*/g, "1") });
      expect(answer.headers["cache-control"], `${method} ${url}`).toBe("no-store");
    }
  });

  test("of our own API is for pages of our own only", async () => {
    for (const { method, url, access } of routes) {
      if (access === "write-key") continue;
      const headers = { origin: "https://elsewhere.test", "access-control-request-method": "GET" };
      const path = url.replaceAll(/:\w+|\*/g, "1");
      for (const one of [method, "OPTIONS"] as const) {
        const answer = await kit.app.inject({ method: one, url: path, headers });
        expect(answer.headers["access-control-allow-origin"], `${one} ${url}`).toBeUndefined();
        expect(answer.headers["access-control-allow-credentials"]).toBeUndefined();
      }
    }
  });

  test("to tracking allows no credentials and sets no cookie", async () => {
    for (const { method, url } of routes.filter(({ access }) => access === "write-key")) {
      const headers = { origin: "https://shop.test", cookie: "a=b" };
      const answer = await kit.app.inject({ method, url: url.replaceAll(/:\w+/g, "x"), headers });
      expect(answer.headers["access-control-allow-origin"], url).toBe("*");
      expect(answer.headers["access-control-allow-credentials"]).toBeUndefined();
      expect(answer.headers["set-cookie"]).toBeUndefined();
    }
  });
});

describe("what the browser SDK loads", () => {
  test("does not repeat a write key that is a script", async () => {
    const key = encodeURIComponent(`"};alert(1);//</script>\r\nx-evil: 1`);
    const script = await kit.app.inject({ url: `/analytics.js/v1/${key}/analytics.min.js` });
    expect(script.body).not.toContain("alert(1);//");
    expect(script.headers["x-evil"]).toBeUndefined();
    const settings = await kit.app.inject({ url: `/v1/projects/${key}/settings` });
    expect(settings.statusCode).toBe(404);
    expect(settings.headers["content-type"]).toContain("application/json");
    expect(settings.body).not.toContain("alert(1)");
  });

  test("sends to PUBLIC_URL, whatever Host the asker names", async () => {
    const headers = { host: "evil.test", "x-forwarded-host": "evil.test", forwarded: "host=evil.test" };
    const source = await kit.app.inject({
      method: "POST",
      url: "/api/v1/sources",
      headers: kit.owner,
      payload: { name: "Shop", kind: "browser" },
    });
    const { writeKey } = source.json<{ writeKey: string }>();
    const settings = await kit.app.inject({ url: `/v1/projects/${writeKey}/settings`, headers });
    expect(settings.json()).toMatchObject({ integrations: { "Segment.io": { apiHost: "tenure.test/v1" } } });
    expect(settings.body).not.toContain("evil");
  });

  test("comes from its own folder only", async () => {
    for (const file of ["..%2f..%2fpackage.json", "%2e%2e%2fpackage.json", "a%00.js", "%2fetc%2fpasswd"]) {
      const answer = await kit.app.inject({ url: `/analytics-next/bundles/${file}` });
      expect([file, answer.statusCode]).toEqual([file, 404]);
    }
  });
});

describe("a change that a page of another site makes a browser send is refused", () => {
  const forms = [
    ["text/plain", '{"name":"x"}'],
    ["application/x-www-form-urlencoded", "name=x"],
    ["multipart/form-data; boundary=x", "--x--"],
    ["application/json", '{"name":"x"}'],
  ] as const;

  test.each(forms)("as %s, from a foreign origin, from a sandbox, and without one", async (type, payload) => {
    const { cookie = "" } = await kit.as("admin");
    for (const origin of ["https://evil.test", "null", "http://tenure.test.evil.test", undefined]) {
      for (const url of ["/api/v1/sources", "/api/v1/imports?filename=x.csv&source=x", "/api/v1/tokens"]) {
        const headers = { cookie, "content-type": type, ...(origin && { origin }) };
        const answer = await kit.app.inject({ method: "POST", url, headers, payload });
        expect([url, origin, answer.statusCode]).toEqual([url, origin, 403]);
      }
    }
  });

  test("nor does a header make a reading a change", async () => {
    const { cookie = "" } = await kit.as("admin");
    const headers = { cookie, "x-http-method-override": "DELETE", "x-method-override": "DELETE" };
    const before = (await kit.app.inject({ url: "/api/v1/people", headers })).json();
    await kit.app.inject({ url: `/api/v1/people?_method=DELETE`, headers });
    expect((await kit.app.inject({ url: "/api/v1/people", headers })).json()).toEqual(before);
  });
});

test("a write key that is none costs no memory and no look-up in a store", async () => {
  const { state } = kit.context;
  const before = keysOf(state).size;
  for (const writeKey of ["x".repeat(400_000), "ключ", "a\nb", " "]) {
    const payload = { writeKey, userId: "u", event: "x" };
    expect((await kit.app.inject({ method: "POST", url: "/v1/track", payload })).statusCode).toBe(401);
  }
  expect(keysOf(state).size).toBe(before);
});

describe("the owner's powers", () => {
  test("cannot be had by guessing the header, several times or empty", async () => {
    for (const value of ["", "1", "owner", "a".repeat(43)]) {
      const answer = await kit.app.inject({ url: "/api/v1/people", headers: { "x-tenure-owner": value } });
      expect(answer.statusCode).toBe(401);
    }
  });
});

test("metrics are not for strangers behind a proxy", async () => {
  for (const header of ["x-forwarded-for", "forwarded", "via"]) {
    const answer = await kit.app.inject({ url: "/metrics", headers: { [header]: "203.0.113.9" } });
    expect(answer.statusCode).toBe(401);
  }
  expect((await kit.app.inject({ url: "/metrics", remoteAddress: "203.0.113.9" })).statusCode).toBe(401);
});

test("the description of the API names no customer, key or folder", async () => {
  const { body } = await kit.app.inject({ url: "/api/openapi.json" });
  expect(body).not.toContain(kit.context.dataDir);
  expect(body).not.toMatch(/tnr_|[0-9a-f]{32}/);
});
