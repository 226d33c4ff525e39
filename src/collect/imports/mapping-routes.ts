import { z } from "zod";
import type { App } from "../../core/capability.ts";
import type { Context } from "../../core/context.ts";
import { MappingNameSchema, SavedMappingListSchema, SavedMappingSchema } from "./contract.ts";
import { MappingSchema, type Mapping } from "./mapping-contract.ts";
import { dropMapping, listMappings, readMapping, saveMapping } from "./saved-mappings.ts";

const READ = { config: { access: "imports:read" } } as const;
const WRITE = { config: { access: "imports:write" } } as const;

/** Mappings saved by name. */
export function mappingRoutes(app: App, { state, clock }: Context): void {
  const one = { params: MappingNameSchema, response: { 200: SavedMappingSchema } };
  app.get(
    "/api/v1/import-mappings",
    { ...READ, schema: { response: { 200: SavedMappingListSchema } } },
    async () => ({
      mappings: (await listMappings(state)).map(savedMapping),
    }),
  );
  app.get("/api/v1/import-mappings/:name", { ...READ, schema: one }, async ({ params }) =>
    savedMapping(await readMapping(state, params.name)),
  );
  app.put(
    "/api/v1/import-mappings/:name",
    { ...WRITE, schema: { ...one, body: MappingSchema } },
    async ({ params, body }) => savedMapping(await saveMapping(state, params.name, body, clock.now())),
  );
  app.delete(
    "/api/v1/import-mappings/:name",
    { ...WRITE, schema: { params: MappingNameSchema, response: { 204: z.null() } } },
    async ({ params }, reply) => {
      await dropMapping(state, params.name);
      return reply.code(204).send(null);
    },
  );
}

function savedMapping(row: { name: string; mapping: Mapping; updated_at: Date }) {
  return { name: row.name, mapping: row.mapping, updatedAt: row.updated_at.toISOString() };
}
