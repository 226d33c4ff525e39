import { visitorKeys, type Node } from "oxc-parser";

/** Calls `see` for every node below and including the given one, parents first. */
export function walk(node: Node, see: (node: Node) => void): void {
  see(node);
  const fields = node as unknown as Record<string, unknown>;
  for (const key of visitorKeys[node.type] ?? []) {
    const child = fields[key];
    for (const item of Array.isArray(child) ? child : [child]) {
      if (isNode(item)) walk(item, see);
    }
  }
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && "type" in value;
}
