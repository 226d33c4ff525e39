import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { capabilities } from "../../capabilities.ts";
import { type TestApp, testApp } from "../../../test/kit/app.ts";
import { testFolder } from "../../../test/kit/context.ts";

let kit: TestApp;
const routes: string[] = [];

/** Notes the routes as they are registered. */
const watched = capabilities.map((capability) => ({
  ...capability,
  routes: ((app, context) => {
    app.addHook("onRoute", ({ method, url }) => {
      routes.push(...[method].flat().map((one) => `${one} ${url}`));
    });
    capability.routes?.(app, context);
  }) satisfies NonNullable<typeof capability.routes>,
}));

beforeAll(async () => {
  const pages = await testFolder();
  await mkdir(join(pages, "assets"));
  await writeFile(join(pages, "index.html"), "<title>Tenure</title>");
  await writeFile(join(pages, "assets", "main-1a2b.js"), "export {};");
  kit = await testApp({ pages, capabilities: watched });
});

describe("the API's description", () => {
  type Operation = { responses?: Record<string, unknown>; security?: unknown[]; parameters?: unknown[] };
  let document: {
    openapi: string;
    info: { title: string; version: string };
    paths: Record<string, Record<string, Operation>>;
  };

  beforeAll(async () => {
    document = (await kit.app.inject("/api/openapi.json")).json();
  });

  it("is OpenAPI 3.1, and everybody may read it", () => {
    expect(document).toMatchObject({ openapi: "3.1.0", info: { title: "Tenure", version: "test" } });
  });

  it("has every route of the API, under every method", () => {
    const described = new Set(
      Object.entries(document.paths).flatMap(([path, operations]) =>
        Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`),
      ),
    );
    const wanted = routes
      .filter((route) => /^(GET|POST|PUT|PATCH|DELETE) \/(api\/v1|v1)\//.test(route))
      .map((route) => route.replaceAll(/:(\w+)/g, "{$1}"));
    expect(wanted.length).toBeGreaterThan(50);
    expect(wanted.filter((route) => !described.has(route))).toEqual([]);
  });

  it("describes each operation's answer, who may ask, and every part of its path", () => {
    for (const [path, operations] of Object.entries(document.paths)) {
      for (const [method, operation] of Object.entries(operations)) {
        const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
        const parameters = JSON.stringify(operation.parameters ?? []);
        expect(operation.responses, `${method} ${path}`).toBeTypeOf("object");
        expect(operation.security, `${method} ${path}`).toBeInstanceOf(Array);
        for (const name of named) expect(parameters, `${method} ${path}`).toContain(`"${name}"`);
      }
    }
  });

  it("refers to nothing that it does not hold", () => {
    const schemas = JSON.stringify(document);
    for (const [, reference] of schemas.matchAll(/"\$ref":"#\/([^"]+)"/g)) {
      const found = reference
        ?.split("/")
        .reduce<unknown>((part, key) => (part as Record<string, unknown> | undefined)?.[key], document);
      expect(found, reference).toBeDefined();
    }
  });
});

describe("an address", () => {
  it.each(["/", "/customers/p_1a", "/measure/retention?window=90"])(
    "%s of a page gets the frame",
    async (url) => {
      const answer = await kit.app.inject(url);
      expect(answer.statusCode).toBe(200);
      expect(answer.body).toContain("<title>Tenure</title>");
      expect(answer.headers["cache-control"]).toBe("no-cache");
    },
  );

  it("of a built file gets the file, to be kept for ever", async () => {
    const answer = await kit.app.inject("/assets/main-1a2b.js");
    expect(answer.statusCode).toBe(200);
    expect(answer.headers["cache-control"]).toContain("immutable");
  });

  it.each([
    ["GET", "/assets/gone.js"],
    ["GET", "/api/v1/nothing"],
    ["GET", "/v1/nothing"],
    ["POST", "/customers"],
    ["GET", "/..%2f..%2fpackage.json"],
  ] as const)("%s %s where nothing is answers 404 with a reason", async (method, url) => {
    const answer = await kit.app.inject({ method, url });
    expect(answer.statusCode).toBe(404);
    expect(answer.json<{ error: { code: string } }>().error.code).toBe("not_found");
  });
});
