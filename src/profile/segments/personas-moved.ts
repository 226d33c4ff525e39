import { asId, type HandleId } from "../../core/ids.ts";
import type { NoteMoved } from "../personas/index.ts";
import { leavesOf } from "../conditions/index.ts";
import { holdRules } from "./ground-store.ts";
import { readSegments, type KeptSegment } from "./kept-store.ts";
import { touch } from "./touched-store.ts";

/** Notes that memberships of whoever is of another persona may have changed, where some rule names it. */
export const notePersonas: NoteMoved = async (tx, movedAmong) => {
  // Whoever makes a rule meanwhile waits; its pass over all customers begins after this run is the last.
  await holdRules(tx);
  const named = personasIn(await readSegments(tx));
  if (named.size === 0) return;
  // A profile's number is that of one of its handles.
  await touch(tx, (await movedAmong([...named])).map(asId<HandleId>));
};

function personasIn(segments: readonly KeptSegment[]): Set<string> {
  const leaves = segments.flatMap(({ rule }) => (rule === null ? [] : leavesOf(rule)));
  return new Set(leaves.flatMap(({ leaf }) => ("persona" in leaf ? leaf.persona : [])));
}
