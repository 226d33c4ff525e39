import type { Context } from "../../core/context.ts";
import { asId, type ProfileId, type SourceId } from "../../core/ids.ts";
import { handlesOf, type Handle } from "../../identify/graph/index.ts";
import { segmentsOf } from "../segments/index.ts";
import type { Trait } from "../traits/index.ts";

/** A customer and the handles that may be told of. */
export type ToldOf = { readonly id: ProfileId; readonly handles: readonly Handle[] };

/** Whether all of a customer may be told: a browser that only claims to be theirs is told of a part. */
export async function isToldWhole(
  context: Pick<Context, "state">,
  { id, handles }: ToldOf,
): Promise<boolean> {
  const all = (await handlesOf(context.state, [id])).get(id) ?? [];
  return handles.length >= all.length;
}

/**
 * The segments that a customer is in, as Segment tells of its audiences: traits that are true. None to
 * whoever asks by a browser that may be told of a part of the customer only.
 */
export async function audiences(context: Context, told: ToldOf): Promise<Map<string, Trait>> {
  if (!(await isToldWhole(context, told))) return new Map();
  const found = await segmentsOf(context, told.id);
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
