import { createReadStream } from "node:fs";
import { access } from "node:fs/promises";
import { Readable } from "node:stream";
import type { App } from "../../core/capability.ts";
import type { Context } from "../../core/context.ts";
import { CSV_START, csvLine } from "../../core/csv.ts";
import {
  ImportIdSchema,
  ImportListQuerySchema,
  ImportListSchema,
  ImportViewSchema,
  PreviewSchema,
  RefusedLinesSchema,
  RefusedQuerySchema,
  RerunBodySchema,
} from "./contract.ts";
import { MappingSchema } from "./mapping-contract.ts";
import { beginRerun, beginUndo, cancelImport, changeMapping, startImport } from "./change.ts";
import { importFiles } from "./folders.ts";
import { mappingRoutes } from "./mapping-routes.ts";
import { listImports, readImport } from "./queries.ts";
import { REFUSED_HEAD } from "./process/refused-file.ts";
import { refusedLines } from "./refused-lines.ts";
import { uploadRoute } from "./upload-route.ts";
import { importView, previewOf } from "./view.ts";

const READ = { config: { access: "imports:read" } } as const;
const WRITE = { config: { access: "imports:write" } } as const;

/** Imports over HTTP. */
export function importRoutes(app: App, context: Context): void {
  uploadRoute(app, context);
  readingRoutes(app, context);
  changingRoutes(app, context);
  mappingRoutes(app, context);
}

function readingRoutes(app: App, { state, dataDir }: Context): void {
  app.get(
    "/api/v1/imports",
    { ...READ, schema: { querystring: ImportListQuerySchema, response: { 200: ImportListSchema } } },
    async ({ query }) => ({ imports: (await listImports(state, query.limit, query.before)).map(importView) }),
  );
  app.get(
    "/api/v1/imports/:id",
    { ...READ, schema: { params: ImportIdSchema, response: { 200: ImportViewSchema } } },
    async ({ params }) => importView(await readImport(state, params.id)),
  );
  // The first lines of a file are its customers' data: whoever may see them may write imports.
  app.get(
    "/api/v1/imports/:id/preview",
    { ...WRITE, schema: { params: ImportIdSchema, response: { 200: PreviewSchema } } },
    async ({ params }) => previewOf(state, await readImport(state, params.id)),
  );
  app.get(
    "/api/v1/imports/:id/refused",
    {
      ...WRITE,
      schema: {
        params: ImportIdSchema,
        querystring: RefusedQuerySchema,
        response: { 200: RefusedLinesSchema },
      },
    },
    async ({ params, query }) => {
      const { id } = await readImport(state, params.id);
      return { lines: await refusedLines(importFiles(dataDir, id).refused, query.limit) };
    },
  );
  app.get(
    "/api/v1/imports/:id/refused.csv",
    { ...WRITE, schema: { params: ImportIdSchema } },
    async ({ params }, reply) => {
      const row = await readImport(state, params.id);
      const { refused } = importFiles(dataDir, row.id);
      const there = await access(refused).then(
        () => true,
        () => false,
      );
      const none = CSV_START + csvLine(REFUSED_HEAD);
      return reply
        .type("text/csv; charset=utf-8")
        .header("content-disposition", `attachment; filename="import-${row.id}-refused.csv"`)
        .send(there ? createReadStream(refused) : Readable.from([none]));
    },
  );
}

function changingRoutes(app: App, context: Context): void {
  const { state } = context;
  app.put(
    "/api/v1/imports/:id/mapping",
    { ...WRITE, schema: { params: ImportIdSchema, body: MappingSchema, response: { 200: PreviewSchema } } },
    async ({ params, body }) => previewOf(state, await changeMapping(state, params.id, body)),
  );
  const answer = { params: ImportIdSchema, response: { 202: ImportViewSchema } };
  app.post("/api/v1/imports/:id/start", { ...WRITE, schema: answer }, async ({ params }, reply) =>
    reply.code(202).send(importView(await startImport(context, params.id))),
  );
  app.post("/api/v1/imports/:id/cancel", { ...WRITE, schema: answer }, async ({ params }, reply) =>
    reply.code(202).send(importView(await cancelImport(context, params.id))),
  );
  app.post("/api/v1/imports/:id/undo", { ...WRITE, schema: answer }, async ({ params }, reply) =>
    reply.code(202).send(importView(await beginUndo(state, params.id))),
  );
  app.post(
    "/api/v1/imports/:id/rerun",
    { ...WRITE, schema: { ...answer, body: RerunBodySchema.nullish() } },
    async ({ params, body }, reply) =>
      reply.code(202).send(importView(await beginRerun(context, params.id, body?.mapping))),
  );
}
