import type { z } from "zod";
import type { App } from "../../core/capability.ts";
import type { Context } from "../../core/context.ts";
import { Problem } from "../../core/problem.ts";
import { events, externalIds, links, metadata, profileByIdentifier, traits } from "./segment-queries.ts";
import { EventsParams, IdentifiersParams, ProfilePath, TraitsParams } from "./segment-contract.ts";

const BASE = "/v1/spaces/:space/collections/:collection/profiles/:identifier";
const config = { access: "profiles:read" } as const;

/** Segment's Profile API: the space is `default`, the collection `users`. */
export function segmentRoutes(app: App, context: Context): void {
  const open = opener(context);
  app.get(
    `${BASE}/traits`,
    { config, schema: { params: ProfilePath, querystring: TraitsParams } },
    async (request) => traits(context, (await open(request.params)).handles, request.query, urlOf(request)),
  );
  app.get(
    `${BASE}/external_ids`,
    { config, schema: { params: ProfilePath, querystring: IdentifiersParams } },
    async (request) => externalIds((await open(request.params)).handles, request.query, urlOf(request)),
  );
  app.get(
    `${BASE}/events`,
    { config, schema: { params: ProfilePath, querystring: EventsParams } },
    async (request) =>
      events(context, (await open(request.params)).handles, request.query, urlOf(request), request.signal),
  );
  app.get(`${BASE}/metadata`, { config, schema: { params: ProfilePath } }, async (request) => {
    const { id, handles } = await open(request.params);
    return metadata(id, handles);
  });
  app.get(`${BASE}/links`, { config, schema: { params: ProfilePath } }, async (request) =>
    links(context, (await open(request.params)).handles, urlOf(request), request.signal),
  );
}

/** Segment pages by an address relative to the host. */
function urlOf(request: { url: string }): URL {
  return new URL(request.url, "http://host");
}

function opener(context: Context): (path: z.infer<typeof ProfilePath>) => ReturnType<typeof found> {
  return (path) => found(context, path);
}

async function found(context: Context, path: z.infer<typeof ProfilePath>) {
  if (path.space !== "default" || path.collection !== "users") {
    throw new Problem("not_found", "There is one space, default, with one collection, users.", {
      field: path.space === "default" ? "collection" : "space",
      fix: "Ask for /v1/spaces/default/collections/users/profiles/type:value/traits.",
    });
  }
  const profile = await profileByIdentifier(context, path.identifier);
  if (!profile) {
    throw new Problem("not_found", "No profile has this identifier.", {
      field: "identifier",
      fix: "Write it as type:value, for example user_id:42 or email:jane@example.com.",
    });
  }
  return profile;
}
