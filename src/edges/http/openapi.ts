import swagger from "@fastify/swagger";
import { jsonSchemaTransform } from "fastify-type-provider-zod";
import type { App } from "../../core/capability.ts";
import type { RouteAccess } from "../../core/permission.ts";
import "./request.ts";

const SECURITY: Record<"people" | "write-key", Record<string, string[]>[]> = {
  people: [{ token: [] }, { session: [] }],
  "write-key": [{ writeKey: [] }],
};

/** Describes every route that is added after it, at /api/openapi.json. */
export async function describeRoutes(app: App, version: string): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: "3.1.0",
      info: {
        title: "Tenure",
        version,
        description:
          "Errors are `{error: {code, message, field?, fix?, reason?, values?}}`; `reason` is a stable name. Lists are bounded.",
      },
      components: {
        securitySchemes: {
          token: { type: "http", scheme: "bearer", description: "An API token with the scope named." },
          session: { type: "apiKey", in: "cookie", name: "tenure.session_token" },
          writeKey: { type: "http", scheme: "basic", description: "A source's write key as user name." },
        },
      },
    },
    transform: (document) => {
      const access = document.route.config?.access;
      const described = document.schema ? jsonSchemaTransform(document) : document;
      return { ...described, schema: { ...described.schema, ...describeAccess(access) } };
    },
  });
  app.get("/api/openapi.json", { config: { access: "public" } }, async () => app.swagger());
}

function describeAccess(access: RouteAccess | undefined): {
  description?: string;
  security?: Record<string, string[]>[];
} {
  if (access === undefined || access === "public") return { security: [] };
  if (access === "write-key") return { security: SECURITY["write-key"] };
  return { description: `Needs the permission ${access}.`, security: SECURITY.people };
}
