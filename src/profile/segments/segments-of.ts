import type { Context } from "../../core/context.ts";
import type { ProfileId } from "../../core/ids.ts";
import type { State } from "../../core/state.ts";
import { memberSince } from "./membership-queries.ts";
import { readSegments } from "./kept-store.ts";

/** A segment that a customer is in. */
export type SegmentOf = {
  readonly id: number;
  readonly name: string;
  /** Since when, in milliseconds. */
  readonly since: number;
};

/** The segments that a customer is in, by name; none that are put aside. */
export async function segmentsOf(
  context: Pick<Context, "state" | "facts">,
  profile: ProfileId,
): Promise<SegmentOf[]> {
  const [all, since] = await Promise.all([readSegments(context.state), memberSince(context.facts, profile)]);
  return all
    .filter(({ id, archived }) => !archived && since.has(id))
    .map(({ id, name }) => ({ id, name, since: since.get(id) ?? 0 }))
    .toSorted((left, right) => (left.name < right.name ? -1 : 1));
}

/** What segments are called, by number; none that are deleted. */
export async function segmentNames(state: State): Promise<Map<number, string>> {
  const kept = (await readSegments(state)).filter(({ deleted }) => !deleted);
  return new Map(kept.map(({ id, name }) => [id, name]));
}
