/** Where parts of a draft stand in the rule that it says. Pure. */
import { isGroup, type Group, type Node } from "./draft.ts";

/** Keys and indices from the top of a rule. */
export type Path = readonly (string | number)[];

/** A condition's number, counted as one reads, and a group's. */
export type Numbers = ReadonlyMap<number, number>;

/** The places of all parts in the rule that the draft says. */
export function placesOf(root: Group): ReadonlyMap<number, Path> {
  const places = new Map<number, Path>();
  const walk = (node: Node, path: Path) => {
    const own = node.not ? [...path, "not"] : path;
    places.set(node.id, own);
    if (isGroup(node)) node.nodes.forEach((inner, at) => walk(inner, [...own, node.join, at]));
  };
  walk(root, []);
  return places;
}

/** Conditions and groups, each counted for themselves as one reads. */
export function numbersOf(root: Group): Numbers {
  const numbers = new Map<number, number>();
  let [conditions, groups] = [0, 0];
  const walk = (node: Node) => {
    numbers.set(node.id, isGroup(node) ? (groups += 1) : (conditions += 1));
    if (isGroup(node)) node.nodes.forEach(walk);
  };
  root.nodes.forEach(walk);
  return numbers;
}

/** The part that a path points at or into: the deepest that holds it. */
export function partAt(root: Group, path: Path): number {
  let [found, longest] = [root.id, -1];
  for (const [id, place] of placesOf(root)) {
    const holds = place.every((step, at) => step === path[at]);
    if (holds && place.length > longest) [found, longest] = [id, place.length];
  }
  return found;
}
