/** A rule while it is being written: a tree whose parts have numbers that stay while they move. Pure. */
import type { Leaf, Rule } from "../../profile/conditions/contract.ts";

/** One condition; `not`: it must not hold. */
export type Condition = { readonly id: number; readonly not: boolean; readonly leaf: Leaf };

/** Conditions that all must hold, or any of them. */
export type Group = {
  readonly id: number;
  readonly not: boolean;
  readonly join: "all" | "any";
  readonly nodes: readonly Node[];
};

/** A part of the tree. */
export type Node = Condition | Group;

let last = 0;
const fresh = (): number => (last += 1);

/** Whether the part holds others. */
export const isGroup = (node: Node): node is Group => "nodes" in node;

/** A new condition. */
export const condition = (leaf: Leaf): Condition => ({ id: fresh(), not: false, leaf });

/** A new group. */
export const group = (join: Group["join"], nodes: readonly Node[]): Group => ({
  id: fresh(),
  not: false,
  join,
  nodes,
});

function nodeOf(rule: Rule): Node {
  if ("all" in rule) return group("all", rule.all.map(nodeOf));
  if ("any" in rule) return group("any", rule.any.map(nodeOf));
  if (!("not" in rule)) return condition(rule);
  const inner = nodeOf(rule.not);
  return inner.not ? { ...group("all", [inner]), not: true } : { ...inner, not: true };
}

/** The tree of a rule; its root is always a group that is not denied. */
export function draftOf(rule: Rule): Group {
  const node = nodeOf(rule);
  return isGroup(node) && !node.not ? node : group("all", [node]);
}

/** The rule that a part of the tree says. */
export function ruleOf(node: Node): Rule {
  const rule: Rule = isGroup(node)
    ? node.join === "all"
      ? { all: node.nodes.map(ruleOf) }
      : { any: node.nodes.map(ruleOf) }
    : node.leaf;
  return node.not ? { not: rule } : rule;
}

/** The tree with one part replaced by what `by` makes of it: none, one or several. */
export function replace(root: Group, id: number, by: (node: Node) => readonly Node[]): Group {
  return {
    ...root,
    nodes: root.nodes.flatMap((node) => {
      if (node.id === id) return by(node);
      return isGroup(node) ? [replace(node, id, by)] : [node];
    }),
  };
}

/** The tree without a part. */
export const without = (root: Group, id: number): Group => replace(root, id, () => []);

/** The tree with a part added at the end of a group. */
export function added(root: Group, into: number, node: Node): Group {
  if (root.id === into) return { ...root, nodes: [...root.nodes, node] };
  return replace(root, into, (one) => (isGroup(one) ? [{ ...one, nodes: [...one.nodes, node] }] : [one]));
}

/** The tree with another word between the parts of a group. */
export function joined(root: Group, id: number, join: Group["join"]): Group {
  if (root.id === id) return { ...root, join };
  return replace(root, id, (node) => [{ ...node, join } as Node]);
}

function copyOf(node: Node): Node {
  return isGroup(node) ? { ...node, id: fresh(), nodes: node.nodes.map(copyOf) } : { ...node, id: fresh() };
}

/** The tree with a part twice, one after the other. */
export const duplicated = (root: Group, id: number): Group =>
  replace(root, id, (node) => [node, copyOf(node)]);

/** The tree with a condition in a group of its own, whose word is the other one. */
export function wrapped(root: Group, id: number): Group {
  const join = parentOf(root, id)?.join === "any" ? "all" : "any";
  return replace(root, id, (node) => [group(join, [node])]);
}

/** The tree with a group's parts in its place. */
export const unwrapped = (root: Group, id: number): Group =>
  replace(root, id, (node) => (isGroup(node) ? node.nodes : [node]));

/** The group that holds a part. */
export function parentOf(root: Group, id: number): Group | null {
  if (root.nodes.some((node) => node.id === id)) return root;
  for (const node of root.nodes) {
    const found = isGroup(node) ? parentOf(node, id) : null;
    if (found) return found;
  }
  return null;
}

/** The part of a number. */
export function find(root: Node, id: number): Node | null {
  if (root.id === id) return root;
  if (!isGroup(root)) return null;
  for (const node of root.nodes) {
    const found = find(node, id);
    if (found) return found;
  }
  return null;
}

/**
 * The tree with a part moved one place up or down; past the end of its group it comes out of it, and
 * before a group it goes in. Null where there is nowhere to go.
 */
export function moved(root: Group, id: number, step: -1 | 1): Group | null {
  const parent = parentOf(root, id);
  const node = parent?.nodes.find((one) => one.id === id);
  if (!parent || !node) return null;
  const at = parent.nodes.indexOf(node);
  const neighbour = parent.nodes[at + step];
  const before = step < 0;
  if (!neighbour) {
    if (parent === root) return null;
    return replace(without(root, id), parent.id, (one) => (before ? [node, one] : [one, node]));
  }
  return replace(without(root, id), neighbour.id, (one) => {
    if (isGroup(one)) return [{ ...one, nodes: before ? [...one.nodes, node] : [node, ...one.nodes] }];
    return before ? [node, one] : [one, node];
  });
}
