import type { App } from "../../core/capability.ts";
import type { Context } from "../../core/context.ts";
import { parseProfileId, showProfileId, type HandleId, type ProfileId } from "../../core/ids.ts";
import type { Actor } from "../../core/permission.ts";
import { Problem } from "../../core/problem.ts";
import { because } from "../../core/reason.ts";
import { handlesOf, profileById } from "../../identify/graph/index.ts";
import { EraseBody, ErasedAnswer, ErasuresAnswer, ProfileParams } from "./contract.ts";
import { eraseSubject, exportSubject, type Registry } from "./erase.ts";

/** A copy of all that is held of one customer, and its erasure. */
export function erasureRoutes(app: App, context: Context, registry: Registry): void {
  app.get(
    "/api/v1/profiles/:id/export",
    { config: { access: "profiles:export" }, schema: { params: ProfileParams } },
    async (request, reply) => {
      const { profileId, handles } = await subjectOf(context, request.params.id);
      const held = await exportSubject(context, registry, { handles });
      const id = showProfileId(profileId);
      return reply
        .header("content-disposition", `attachment; filename="customer-${id}.json"`)
        .type("application/json; charset=utf-8")
        .send(JSON.stringify({ id, exportedAt: new Date(context.clock.now()).toISOString(), held }));
    },
  );
  app.get(
    "/api/v1/erasures",
    { config: { access: "profiles:erase" }, schema: { response: { 200: ErasuresAnswer } } },
    () => erasures(context),
  );
  app.post(
    "/api/v1/profiles/:id/erase",
    {
      config: { access: "profiles:erase" },
      schema: { params: ProfileParams, body: EraseBody, response: { 200: ErasedAnswer } },
    },
    (request) => erase(context, registry, request.params.id, request.body.id, request.actor),
  );
}

/** How many of the latest are listed. */
const LISTED = 500;

async function erasures({ state }: Context): Promise<ErasuresAnswer> {
  const rows = await state.selectFrom("erasure").selectAll().orderBy("id", "desc").limit(LISTED).execute();
  return {
    erasures: rows.map((row) => ({
      id: showProfileId(row.profile_id),
      handles: row.handle_ids.length,
      requestedBy: row.requested_by,
      requestedAt: row.requested_at.toISOString(),
      erasedAt: row.erased_at?.toISOString() ?? null,
      finishedAt: row.finished_at?.toISOString() ?? null,
    })),
  };
}

/** What Tenure cannot search, said with every erasure. */
const NOT_REACHED = [
  "Uploaded files that were never imported and whose first lines do not name the customer.",
  "Backups and exports that were made before.",
];

async function erase(
  context: Context,
  registry: Registry,
  id: string,
  typed: string,
  actor: Actor | null,
): Promise<ErasedAnswer> {
  if (typed !== id) {
    throw new Problem("invalid", "The id typed is not the customer's.", {
      field: "id",
      fix: `Type ${id} to confirm; an erasure can't be taken back.`,
    });
  }
  const subject = await subjectOf(context, id);
  await eraseSubject(context, registry, { ...subject, by: actor ? `${actor.kind} ${actor.id}` : "" });
  return {
    id: showProfileId(subject.profileId),
    handles: subject.handles.length,
    erasedAt: new Date(context.clock.now()).toISOString(),
    notReached: NOT_REACHED,
  };
}

async function subjectOf(
  context: Context,
  text: string,
): Promise<{ profileId: ProfileId; handles: HandleId[] }> {
  const asked = parseProfileId(text);
  const profileId = asked === null ? null : await profileById(context.state, asked);
  if (profileId === null) {
    throw new Problem("not_found", because("customers.not_found", { id: text.slice(0, 40) }), {
      field: "id",
    });
  }
  const handles = (await handlesOf(context.state, [profileId])).get(profileId) ?? [];
  return { profileId, handles: handles.map(({ id }) => id) };
}
