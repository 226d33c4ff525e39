import type { z } from "zod";
import type { App } from "../../core/capability.ts";
import type { Context } from "../../core/context.ts";
import type { CustomerFiguresPort } from "../../core/customer-figures-port.ts";
import { Problem } from "../../core/problem.ts";
import type { Trait } from "../traits/index.ts";
import { audiences, type ToldOf } from "./audiences.ts";
import { COMPUTED_TRAITS, computedTraits } from "./computed-traits.ts";
import {
  events,
  externalIds,
  links,
  metadata,
  profileByIdentifier,
  traits,
  traitsBehind,
} from "./segment-queries.ts";
import { EventsParams, IdentifiersParams, ProfilePath, TraitsParams } from "./segment-contract.ts";

const BASE = "/v1/spaces/:space/collections/:collection/profiles/:identifier";
const config = { access: "profiles:read" } as const;

const NO_TRAITS: ReadonlyMap<string, Trait> = new Map();

/** Segment's Profile API: the space is `default`, the collection `users`. */
export function segmentRoutes(app: App, context: Context, figures: CustomerFiguresPort): void {
  const open = opener(context);
  app.get(
    `${BASE}/traits`,
    { config, schema: { params: ProfilePath, querystring: TraitsParams } },
    async ({ params, query, url }) => {
      if (query.class !== undefined) {
        const found = await open(params);
        return traits(await ofClass(context, figures, found, query.class), query, urlOf({ url }));
      }
      const all = isUsers(params) ? await traitsBehind(context, params.identifier, query.include) : NO_TRAITS;
      // Says whether it has no traits or is not there.
      const found = all.size === 0 || namesMore(query.include, all) ? await open(params) : null;
      const more =
        found && query.include ? await workedOut(context, figures, found, query.include) : NO_TRAITS;
      return traits(new Map([...more, ...all]), query, urlOf({ url }));
    },
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

/** Given traits belong to no class. */
async function ofClass(
  context: Context,
  figures: CustomerFiguresPort,
  found: ToldOf,
  name: string,
): Promise<ReadonlyMap<string, Trait>> {
  if (name === "audience") return audiences(context, found);
  return name === "computed_trait" ? computedTraits(context, figures, found) : NO_TRAITS;
}

/** Segments and computed traits, where some are asked for by name. */
async function workedOut(
  context: Context,
  figures: CustomerFiguresPort,
  found: ToldOf,
  include: readonly string[],
): Promise<ReadonlyMap<string, Trait>> {
  const segments = await audiences(context, found);
  if (!COMPUTED_TRAITS.some((name) => include.includes(name))) return segments;
  return new Map([...segments, ...(await computedTraits(context, figures, found))]);
}

/** Whether names are asked for that no given trait has: a segment or a computed trait may. */
function namesMore(include: readonly string[] | undefined, given: ReadonlyMap<string, Trait>): boolean {
  return include?.some((name) => !given.has(name)) ?? false;
}

/** Segment pages by an address relative to the host. */
function urlOf(request: { url: string }): URL {
  return new URL(request.url, "http://host");
}

function opener(context: Context): (path: z.infer<typeof ProfilePath>) => ReturnType<typeof found> {
  return (path) => found(context, path);
}

function isUsers({ space, collection }: z.infer<typeof ProfilePath>): boolean {
  return space === "default" && collection === "users";
}

async function found(context: Context, path: z.infer<typeof ProfilePath>) {
  if (!isUsers(path)) {
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
