/** How many of the rows that a matcher finds conditions hang on: mostly the last few, however many there are. */
import type { Matcher, Times } from "./contract.ts";
import type { Moment } from "./moment.ts";
import { ownMatchers } from "./needs.ts";
import type { OwnLeaf } from "./seen.ts";
import { stretchOf } from "./window-queries.ts";

/** So many of the latest rows of a matcher, and the next to come; null: all of them. */
export type Tail = { readonly matcher: Matcher; readonly most: number | null };

/** The most that are asked for by their number; who needs more gets all. */
const MOST_COUNTED = 1000;

/** What conditions need to know of rows, and where each matcher's stands in the list. */
export function tailsOf(
  leaves: readonly OwnLeaf[],
  moment: Moment,
): { readonly tails: readonly Tail[]; readonly places: ReadonlyMap<Matcher, number> } {
  const tails: Tail[] = [];
  const places = new Map<Matcher, number>();
  const byText = new Map<string, number>();
  for (const { matcher, most } of leaves.flatMap((leaf) => ofLeaf(leaf, moment))) {
    const text = JSON.stringify(matcher);
    const place = byText.get(text) ?? tails.length;
    byText.set(text, place);
    places.set(matcher, place);
    const known = tails[place]?.most;
    const all = most === null || known === null || most > MOST_COUNTED;
    tails[place] = { matcher, most: all ? null : Math.max(most, known ?? 0) };
  }
  return { tails, places };
}

function ofLeaf(leaf: OwnLeaf, moment: Moment): Tail[] {
  if (!("did" in leaf || "sequence" in leaf || "entered" in leaf || "left" in leaf)) return [];
  const { within } = leaf;
  const begins: Tail[] =
    within && "since" in within ? [{ matcher: within.since, most: within.whose === "last" ? 1 : null }] : [];
  if ("sequence" in leaf)
    return [...ownMatchers(leaf).map((matcher) => ({ matcher, most: null })), ...begins];
  if (!("did" in leaf)) return begins;
  const most = mostOf(leaf.times ?? { at_least: 1 });
  // More than so many since then are as good as that many.
  if (begins.length > 0) return [{ matcher: leaf.did, most }, ...begins];
  const stretch = stretchOf(within, moment);
  const isUpToNow = stretch !== null && stretch.upTo === moment.asOf && stretch.after <= moment.asOf;
  return [{ matcher: leaf.did, most: isUpToNow ? most : null }];
}

/** How many rows decide whether there are so many. */
function mostOf(times: Times): number {
  if ("at_least" in times) return Math.max(1, times.at_least);
  return ("at_most" in times ? times.at_most : times.exactly) + 1;
}
