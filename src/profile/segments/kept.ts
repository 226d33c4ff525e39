import type { FigureName } from "../../core/customer-figures-port.ts";
import { leavesOf, needsOf, type Needs, type NumberedRule, type Rule } from "../conditions/index.ts";
import { readSegments, type KeptSegment } from "./kept-store.ts";
import type { World } from "./world.ts";

/** A rule that is kept up to date, with what can change who meets it. */
export type KeptRule = NumberedRule & {
  readonly version: number;
  readonly needs: Needs;
  readonly segment: KeptSegment;
};

/** All rules and lists that are kept. */
export type Kept = {
  readonly rules: readonly KeptRule[];
  /** Lists by number, with their version; those put aside too, since rules may name them. */
  readonly lists: ReadonlyMap<number, number>;
  /** The rules that other rules may name, by number. */
  readonly byId: ReadonlyMap<number, Rule>;
};

/** What is kept now. Rules that were given up are left out until somebody changes them. */
export async function readKept({ state, figures }: Pick<World, "state" | "figures">): Promise<Kept> {
  return keptOf(await readSegments(state), figures.names);
}

/** What is kept of the segments that there are. */
export function keptOf(segments: readonly KeptSegment[], figureNames: readonly FigureName[]): Kept {
  const byId = new Map(segments.flatMap(({ id, rule }) => (rule === null ? [] : [[id, rule] as const])));
  const rules = segments.flatMap((segment) => {
    const { id, rule, version, archived, failed } = segment;
    if (rule === null || archived || failed) return [];
    return { id, rule, version, segment, needs: needsOf(rule, { segments: byId, figureNames }) };
  });
  const lists = new Map(
    segments.filter(({ kind }) => kind === "list").map(({ id, version }) => [id, version]),
  );
  return { rules, lists, byId };
}

/** The segments, lists among them, that a rule names itself. */
export function namedIn(rule: Rule): Set<number> {
  const named = leavesOf(rule).flatMap(({ leaf }) => {
    if ("segment" in leaf) return leaf.segment;
    if ("list" in leaf) return leaf.list;
    if ("entered" in leaf) return leaf.entered;
    return "left" in leaf ? leaf.left : [];
  });
  return new Set(named);
}

/** The segments whose rules stand on another, however far around. */
export function standingOn(id: number, rules: ReadonlyMap<number, Rule>): Set<number> {
  const found = new Set<number>();
  for (let added = new Set([id]); added.size > 0;) {
    const next = [...rules].filter(
      ([other, rule]) => !found.has(other) && [...namedIn(rule)].some((one) => added.has(one)),
    );
    added = new Set(next.map(([other]) => other));
    for (const other of added) found.add(other);
  }
  return found;
}
