import { setTimeout as wait } from "node:timers/promises";
import type { Capability, PersonalData, Subject } from "../../core/capability.ts";
import type { Context } from "../../core/context.ts";
import type { HandleId, ProfileId } from "../../core/ids.ts";
import type { Json } from "../../core/json.ts";
import { identifiersOf } from "../../identify/graph/index.ts";
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

/** Notes the erasure, so that a crash can't cut it short, and carries it out. */
export async function eraseSubject(
  context: Context,
  registry: Registry,
  asked: { profileId: ProfileId; handles: readonly HandleId[]; by: string },
): Promise<void> {
  const { id } = await context.state
    .insertInto("erasure")
    .values({
      profile_id: asked.profileId,
      handle_ids: [...asked.handles],
      requested_by: asked.by,
      requested_at: new Date(context.clock.now()),
      finished_at: null,
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  await carryOut(context, registry, id, { handles: asked.handles });
}

/** Finishes erasures that a crash or a store's absence cut short; each step can be done twice. */
export async function finishErasures(context: Context, registry: Registry): Promise<void> {
  const open = await context.state
    .selectFrom("erasure")
    .select(["id", "handle_ids"])
    .where("finished_at", "is", null)
    .orderBy("id")
    .limit(100)
    .execute();
  for (const { id, handle_ids: handles } of open) await carryOut(context, registry, id, { handles });
}

const LOOK_EVERY = 60_000;

/** Looks for unfinished erasures from the start on. */
export async function keepFinishing(
  context: Context,
  registry: Registry,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    try {
      await finishErasures(context, registry);
    } catch (failure) {
      const kind = failure instanceof Error ? failure.name : "";
      context.log.error({ failure: kind }, "an erasure could not be finished; it is tried again");
    }
    await wait(LOOK_EVERY, undefined, { signal }).catch(() => undefined);
  }
}

async function carryOut(
  context: Context,
  registry: Registry,
  id: number,
  { handles }: { readonly handles: readonly HandleId[] },
): Promise<void> {
  // The graph comes last of those that are found by identifiers: until it is done they are there.
  const subject = { handles, identifiers: await identifiersOf(context.state, handles) };
  for (const { data } of holders(registry)) await data.erase(context, subject);
  await context.facts.reloadProfiles();
  await context.state
    .updateTable("erasure")
    .set({ finished_at: new Date(context.clock.now()) })
    .where("id", "=", id)
    .execute();
}

function holders(registry: Registry): { name: string; data: PersonalData }[] {
  return registry().flatMap(({ name, personalData }) => (personalData ? [{ name, data: personalData }] : []));
}
