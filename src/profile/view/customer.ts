/** One customer whole: identifiers, traits, consent and figures, under the id that counts now. */
import type { Context } from "../../core/context.ts";
import type { ProfileFigures } from "../../core/figures-port.ts";
import { asId, parseProfileId, showProfileId, type ProfileId, type SourceId } from "../../core/ids.ts";
import { Problem } from "../../core/problem.ts";
import { because } from "../../core/reason.ts";
import { allSources } from "../../collect/sources/index.ts";
import { handlesOf, profileById, type Handle } from "../../identify/graph/index.ts";
import { consentOf } from "../consent/index.ts";
import { namesOf, traitsOf } from "../traits/index.ts";
import type { CustomerAnswer } from "./contract.ts";
import { NO_ORDERS } from "./customers.ts";

/**
 * The profile that an id in an address means, with its handles; an id that was merged away means the
 * profile that it was merged into.
 * @throws Problem `not_found`.
 */
export async function openProfile(
  context: Context,
  text: string,
): Promise<{ id: ProfileId; handles: Handle[] }> {
  const asked = parseProfileId(text);
  const id = asked === null ? null : await profileById(context.state, asked);
  const handles = id === null ? undefined : (await handlesOf(context.state, [id])).get(id);
  if (id === null || !handles?.length) {
    throw new Problem("not_found", because("customers.not_found", { id: text.slice(0, 40) }), {
      field: "id",
    });
  }
  return { id, handles };
}

/** What is known of one customer, the timeline and the orders apart. */
export async function customer(
  context: Context,
  figures: ProfileFigures,
  asked: string,
): Promise<CustomerAnswer> {
  const { id, handles } = await openProfile(context, asked);
  const asOf = context.clock.now();
  const [names, traits, consents, numbers, sources] = await Promise.all([
    namesOf(context.state, [id]),
    traitsOf(
      context.state,
      handles.map((handle) => handle.id),
    ),
    consentOf(context.state, [id]),
    figures.of(context, [id], asOf),
    sourceNames(context),
  ]);
  return {
    id: showProfileId(id),
    askedId: showProfileId(parseProfileId(asked) ?? asId<ProfileId>(id)),
    name: names.get(id) ?? null,
    firstSeen: iso(Math.min(...handles.map((handle) => handle.firstSeen.getTime()))),
    lastSeen: iso(Math.max(...handles.map((handle) => handle.lastSeen.getTime()))),
    identifiers: handles.map((handle) => ({
      type: handle.type,
      value: handle.value,
      trust: handle.trust,
      firstSeen: handle.firstSeen.toISOString(),
      lastSeen: handle.lastSeen.toISOString(),
      sourceId: handle.sourceId,
      sourceName: sources.get(handle.sourceId) ?? null,
    })),
    traits: [...traits].map(([name, trait]) => ({
      name,
      value: trait.value,
      at: iso(trait.at),
      trust: trait.trust,
      sourceId: trait.sourceId,
      sourceName: sources.get(trait.sourceId) ?? null,
    })),
    consent: [...(consents.get(id) ?? [])].map(([category, given]) => ({
      category,
      granted: given.granted,
      at: iso(given.at),
      trust: given.trust,
    })),
    figures: numbers.get(id) ?? NO_ORDERS,
    asOf: iso(asOf),
  };
}

/** What the sources are called, by number; there are never many. */
export async function sourceNames(context: Context): Promise<Map<SourceId, string>> {
  return new Map((await allSources(context.state)).map((source) => [source.id, source.name]));
}

function iso(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
