import type { Capability, PersonalData, Subject } from "../../core/capability.ts";
import type { Context } from "../../core/context.ts";
import type { HandleId, ProfileId } from "../../core/ids.ts";
import type { Json } from "../../core/json.ts";
import { identifiersOf } from "../../identify/graph/index.ts";
import { factsTime } from "./facts-queries.ts";
import { rememberErased } from "./remember.ts";
import "./tables.ts";

/** Everything that holds personal data; given as a function since the list holds this capability too. */
export type Registry = () => readonly Capability[];

/** Everything that every capability holds of one customer, by the capability's name. */
export async function exportSubject(
  context: Context,
  registry: Registry,
  subject: Subject,
): Promise<{ [capability: string]: Json }> {
  const held: { [capability: string]: Json } = {};
  for (const { name, data } of holders(registry)) {
    held[name] = { holds: data.holds, data: await data.export(context, subject) };
  }
  return held;
}

/** Notes the erasure (`at`: when it was asked for, now unless told), so that a crash can't cut it short, and carries it out. */
export async function eraseSubject(
  context: Context,
  registry: Registry,
  asked: { profileId: ProfileId; handles: readonly HandleId[]; by: string; at?: number },
): Promise<void> {
  const requestedAt = new Date(asked.at ?? context.clock.now());
  const { id } = await context.state
    .insertInto("erasure")
    .values({
      profile_id: asked.profileId,
      handle_ids: [...asked.handles],
      requested_by: asked.by,
      requested_at: requestedAt,
      erased_at: null,
      facts_time: null,
      finished_at: null,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  await carryOut(context, registry, { id, handle_ids: asked.handles, requested_at: requestedAt });
}

/** Carries out erasures that a crash or a store's absence cut short; each step can be done twice. */
export async function finishErasures(context: Context, registry: Registry): Promise<void> {
  const open = await context.state
    .selectFrom("erasure")
    .select(["id", "handle_ids", "requested_at"])
    .where("erased_at", "is", null)
    .where("finished_at", "is", null)
    .orderBy("id")
    .limit(100)
    .execute();
  for (const erasure of open) await carryOut(context, registry, erasure);
}

async function carryOut(
  context: Context,
  registry: Registry,
  erasure: { readonly id: number; readonly handle_ids: readonly HandleId[]; readonly requested_at: Date },
): Promise<void> {
  const { id, handle_ids: handles } = erasure;
  // First, while the identifiers are there; from here on nothing brings the person back.
  await rememberErased(context, handles, erasure.requested_at.getTime());
  // The graph comes last of those that are found by identifiers: until it is done they are there.
  const subject = { handles, identifiers: await identifiersOf(context.state, handles) };
  // Twice: until the graph had forgotten the handles, events could still be given to them.
  for (const { data } of [...holders(registry), ...holders(registry)]) await data.erase(context, subject);
  await context.facts.reloadProfiles("all");
  await context.state
    .updateTable("erasure")
    .set({ erased_at: new Date(context.clock.now()), facts_time: await factsTime(context.facts) })
    .where("id", "=", id)
    .execute();
}

function holders(registry: Registry): { name: string; data: PersonalData }[] {
  return registry().flatMap(({ name, personalData }) => (personalData ? [{ name, data: personalData }] : []));
}
