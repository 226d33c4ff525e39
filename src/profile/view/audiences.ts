import type { Context } from "../../core/context.ts";
import { asId, type ProfileId, type SourceId } from "../../core/ids.ts";
import { handlesOf, type Handle } from "../../identify/graph/index.ts";
import { segmentsOf } from "../segments/index.ts";
import type { Trait } from "../traits/index.ts";

/**
 * The segments that a customer is in, as Segment tells of its audiences: traits that are true. None to
 * whoever asks by a browser that may be told of a part of the customer only.
 */
export async function audiences(
  context: Context,
  { id, handles }: { readonly id: ProfileId; readonly handles: readonly Handle[] },
): Promise<Map<string, Trait>> {
  const all = (await handlesOf(context.state, [id])).get(id) ?? [];
  if (handles.length < all.length) return new Map();
  const found = await segmentsOf(context, id);
  // No source said so: Tenure worked it out.
  const said = { value: true, sourceId: asId<SourceId>(0), trust: "trusted" as const };
  return new Map(found.map(({ name, since }) => [audienceKey(name), { ...said, at: since }]));
}

/** A segment's name as the key of a trait: "Big spenders" is big_spenders. */
function audienceKey(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{M}\p{N}]+/gu, "_")
    .replaceAll(/^_|_$/g, "");
}
