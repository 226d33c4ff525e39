/** Two records, by number, and the weight in bits that speaks for one customer. */
export type Link = { readonly a: number; readonly b: number; readonly weight: number };

/** A part of the dendrogram: joined at `weight` out of two smaller ones, or a single record. */
type Part = {
  readonly records: number;
  readonly weight: number;
  readonly of: readonly Part[];
  readonly record: number;
};

/**
 * The groups of records that hang together by links. A group of more than `largest` is broken at
 * its weakest links: those of the lowest weight in it go, all at once, and what falls apart is
 * looked at again. Records without links are left out. The order of links makes no difference.
 */
export function clusters(links: readonly Link[], largest: number): number[][] {
  return roots(links)
    .flatMap((part) => broken(part, largest))
    .map((part) => recordsOf(part));
}

/** Single-linkage dendrograms: links from the strongest down, those of one weight at once (Gower and Ross 1969). */
function roots(links: readonly Link[]): Part[] {
  const sorted = links.toSorted((left, right) => right.weight - left.weight);
  const parents = new Map<number, number>();
  const parts = new Map<number, Part>();
  const find = (record: number): number => {
    let root = record;
    for (let up = parents.get(root); up !== undefined && up !== root; up = parents.get(root)) root = up;
    for (let at = record; at !== root;) {
      const next = parents.get(at) ?? root;
      parents.set(at, root);
      at = next;
    }
    return root;
  };
  const partOf = (record: number): Part => {
    const root = find(record);
    return parts.get(root) ?? { records: 1, weight: Number.POSITIVE_INFINITY, of: [], record: root };
  };
  for (const { a, b, weight } of sorted) {
    const [left, right] = [find(a), find(b)];
    if (left === right) continue;
    const of = [partOf(left), partOf(right)];
    const records = of.reduce((sum, part) => sum + part.records, 0);
    const [root, below] = left < right ? [left, right] : [right, left];
    parents.set(below, root);
    parents.set(root, root);
    parts.delete(below);
    parts.set(root, { records, weight, of, record: -1 });
  }
  return [...parts.values()];
}

/** The largest parts that are small enough, of two records or more. */
function broken(part: Part, largest: number): Part[] {
  const found: Part[] = [];
  // All links of the weight at which a group broke are gone, also those further down.
  const waiting: { part: Part; gone: number }[] = [{ part, gone: Number.NEGATIVE_INFINITY }];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const breaks = next.part.records > largest || next.part.weight === next.gone;
    if (!breaks) found.push(next.part);
    else for (const of of next.part.of) waiting.push({ part: of, gone: next.part.weight });
  }
  return found.filter(({ records }) => records > 1);
}

function recordsOf(part: Part): number[] {
  const records: number[] = [];
  const waiting = [part];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    if (next.of.length === 0) records.push(next.record);
    else waiting.push(...next.of);
  }
  return records.toSorted((left, right) => left - right);
}
