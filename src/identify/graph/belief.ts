/** What became of claims: evidence that only a public key gave. */
import type { HandleId } from "../../core/ids.ts";
import type { LinkRow } from "./explain-queries.ts";

type Claim = Pick<LinkRow, "a" | "b" | "verdict" | "trust">;

/** Where a claim stands; null for evidence that is none. `refused`: it never counted. */
export function standingOf(
  link: Claim,
  confirmedBy: unknown,
): "provisional" | "confirmed" | "dropped" | "refused" | null {
  if (link.trust === "trusted") return null;
  if (link.verdict === "holds") return confirmedBy ? "confirmed" : "provisional";
  return link.verdict === "dropped" ? "dropped" : "refused";
}

type Joined<Link> = { readonly into: HandleId; readonly by: Link };

/**
 * Tells of two handles which trusted evidence made them one first, directly or by way of others; null
 * where none did. A forest grown in the evidence's order, the smaller tree below the larger one: what
 * joined a tree to its parent is later than all below it, and no way up is longer than log₂ of all.
 */
export function trustedTies<Link extends Claim & { readonly id: number }>(
  links: readonly Link[],
): (a: HandleId, b: HandleId) => Link | null {
  const parents = new Map<HandleId, Joined<Link>>();
  const sizes = new Map<HandleId, number>();
  const rootOf = (handle: HandleId): HandleId => {
    let root = handle;
    for (let above = parents.get(root); above; above = parents.get(root)) root = above.into;
    return root;
  };
  const counts = links.filter(({ trust, verdict }) => trust === "trusted" && verdict === "holds");
  for (const link of counts.toSorted((left, right) => left.id - right.id)) {
    const [a, b] = [rootOf(link.a), rootOf(link.b)];
    if (a === b) continue;
    const [sizeA, sizeB] = [sizes.get(a) ?? 1, sizes.get(b) ?? 1];
    const [below, into] = sizeA < sizeB ? [a, b] : [b, a];
    parents.set(below, { into, by: link });
    sizes.set(into, sizeA + sizeB);
  }
  return (a, b) => {
    let [left, right] = [a, b];
    let last: Link | null = null;
    while (left !== right) {
      const [fromLeft, fromRight] = [parents.get(left), parents.get(right)];
      if (!fromLeft && !fromRight) return null;
      const climbsLeft = fromLeft && (!fromRight || fromLeft.by.id < fromRight.by.id);
      const climbed = climbsLeft ? fromLeft : fromRight;
      if (!climbed) return null;
      if (climbsLeft) left = climbed.into;
      else right = climbed.into;
      last = climbed.by;
    }
    return last;
  };
}
