import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { FastifyInstance, FastifyReply } from "fastify";
import type { Context } from "../../core/context.ts";
import { findSourceByKey } from "../sources/index.ts";

const ACCESS = { access: "write-key" } as const;
const UMD = join(dirname(createRequire(import.meta.url).resolve("@segment/analytics-next")), "../umd");

/**
 * Tells the SDK where it was loaded from, since it finds that out by itself over https only. From
 * there it takes its settings and its parts.
 */
const PRELUDE = `(function(){var s=document.currentScript;if(!s||!s.src)return;\
var k=s.getAttribute("data-global-segment-analytics-key")||"analytics";\
var a=window[k]=window[k]||[];a._cdn=a._cdn||s.src.split("/analytics.js/v1/")[0]})();\n`;

/** What the browser SDK loads: its settings, itself, and its parts on demand. */
export function sdkRoutes(scope: FastifyInstance, context: Context): void {
  const sdk = Buffer.from(PRELUDE + readFileSync(join(UMD, "standalone.js"), "utf8"));
  scope.get<{ Params: { writeKey: string } }>(
    "/v1/projects/:writeKey/settings",
    { config: ACCESS },
    async (request, reply) => {
      const { writeKey } = request.params;
      const source = await findSourceByKey(context, writeKey);
      if (!source || source.disabledAt !== null) {
        const message = "The write key is unknown or disabled.";
        return reply.code(404).send({ success: false, error: { code: "not_found", message } });
      }
      return reply
        .header("cache-control", "public, max-age=60")
        .send(settingsFor(writeKey, context.publicUrl));
    },
  );
  scope.get("/analytics.js/v1/:writeKey/analytics.min.js", { config: ACCESS }, (_request, reply) =>
    script(reply, sdk, 300),
  );
  scope.get<{ Params: { file: string } }>(
    "/analytics-next/bundles/:file",
    { config: ACCESS },
    (request, reply) => {
      const { file } = request.params;
      const path = join(UMD, file);
      if (!/^[\w.-]+\.js$/.test(file) || !existsSync(path)) {
        const message = "The SDK has no such part.";
        return reply.code(404).send({ success: false, error: { code: "not_found", message } });
      }
      return script(reply, readFileSync(path), 86_400);
    },
  );
}

function script(reply: FastifyReply, body: Buffer, maxAge: number): FastifyReply {
  return reply
    .header("content-type", "application/javascript; charset=utf-8")
    .header("cache-control", `public, max-age=${maxAge}`)
    .send(body);
}

/** The least answer with which the SDK sends to us, and nowhere else. */
export function settingsFor(writeKey: string, publicUrl: string) {
  const { host, pathname, protocol } = new URL(publicUrl);
  return {
    integrations: {
      "Segment.io": {
        apiKey: writeKey,
        apiHost: `${host}${pathname.replace(/\/$/, "")}/v1`,
        protocol: protocol.replace(":", ""),
      },
    },
    remotePlugins: [],
    enabledMiddleware: {},
    middlewareSettings: { routingRules: [] },
    metrics: { sampleRate: 0 },
  };
}
