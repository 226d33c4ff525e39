/** Files that import each other in a circle, each group once (Tarjan's strongly connected components). */
export function cycles(graph: ReadonlyMap<string, readonly string[]>): string[][] {
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const stack: string[] = [];
  const found: string[][] = [];

  function visit(node: string): void {
    const own = index.size;
    index.set(node, own);
    low.set(node, own);
    stack.push(node);
    for (const next of graph.get(node) ?? []) {
      if (!index.has(next)) visit(next);
      if (stack.includes(next)) low.set(node, Math.min(low.get(node) ?? own, low.get(next) ?? own));
    }
    if (low.get(node) !== own) return;
    const group = stack.splice(stack.indexOf(node));
    if (group.length > 1 || graph.get(node)?.includes(node)) found.push(group);
  }

  for (const node of graph.keys()) if (!index.has(node)) visit(node);
  return found;
}

/** Wiring imports all by its nature, and the shell knows contracts as views know the shell. */
const JOINTS = /^src\/([^/]+\.ts$|cli\/|ui\/)/;

/** Pairs of folders of which each imports the other. */
export function mutualFolders(graph: ReadonlyMap<string, readonly string[]>): string[] {
  const edges = new Set<string>();
  for (const [from, targets] of graph) {
    for (const to of targets) {
      if (JOINTS.test(from) || JOINTS.test(to)) continue;
      if (folderOf(from) !== folderOf(to)) edges.add(`${folderOf(from)} ${folderOf(to)}`);
    }
  }
  const pairs = [...edges].map((edge) => edge.split(" ") as [string, string]);
  return pairs.filter(([a, b]) => a < b && edges.has(`${b} ${a}`)).map(([a, b]) => `${a} ↔ ${b}`);
}

/** A capability or an edge is one folder, however deep its files lie. */
function folderOf(path: string): string {
  const folders = path.split("/").slice(0, -1);
  const deep = folders[0] === "src" && folders[1] !== "core" && folders[1] !== "ui";
  return folders.slice(0, deep ? 3 : 2).join("/");
}
