import type { ServerResponse } from "node:http";
import type { Readable } from "node:stream";
import type { App } from "../../core/capability.ts";
import type { Context } from "../../core/context.ts";
import { ImportViewSchema, UploadQuerySchema } from "./contract.ts";
import { readImport } from "./queries.ts";
import { takeUpload } from "./upload.ts";
import { importView } from "./view.ts";

/**
 * Aborts when the asker goes away before the answer. The request's own signal would abort at the
 * end of every body: a request "closes" once it was read.
 */
function goneAway(response: ServerResponse): AbortSignal {
  const gone = new AbortController();
  response.on("close", () => {
    if (!response.writableFinished) gone.abort();
  });
  return gone.signal;
}

/** POST /api/v1/imports: the body is the file, of any type and size, and goes to the disk as it comes. */
export function uploadRoute(app: App, context: Context): void {
  // A scope of its own: here no body is parsed.
  app.register(async (scope) => {
    const raw = scope.withTypeProvider() as App;
    raw.removeAllContentTypeParsers();
    raw.addContentTypeParser("*", (_request, payload, done) => done(null, payload));
    raw.post(
      "/api/v1/imports",
      {
        config: { access: "imports:write", body: "streamed" },
        bodyLimit: Number.MAX_SAFE_INTEGER,
        schema: { querystring: UploadQuerySchema, response: { 201: ImportViewSchema } },
      },
      async (request, reply) => {
        const body = (request.body ?? request.raw) as Readable;
        const id = await takeUpload(context, body, request.query, goneAway(reply.raw));
        return reply.code(201).send(importView(await readImport(context.state, id)));
      },
    );
  });
}
