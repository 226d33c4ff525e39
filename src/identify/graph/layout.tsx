/** Where the identifiers stand in the drawing: the best tied one in the middle, the others in rings around it. */

/** A line between two things, by their keys. */
export type Line = { readonly source: string; readonly target: string };

/** A place in the drawing; only its proportions count. */
export type Place = { readonly x: number; readonly y: number };

function neighbours(keys: readonly string[], lines: readonly Line[]): Map<string, string[]> {
  const of = new Map<string, string[]>(keys.map((key) => [key, []]));
  for (const { source, target } of lines) {
    of.get(source)?.push(target);
    of.get(target)?.push(source);
  }
  return of;
}

/** Each thing with those that are reached through it, from the best tied one outwards. */
function tree(keys: readonly string[], lines: readonly Line[]) {
  const beside = neighbours(keys, lines);
  const ties = (key: string) => new Set(beside.get(key)).size;
  const root = keys.reduce((best, key) => (ties(key) > ties(best) ? key : best), keys[0] ?? "");
  const children = new Map<string, string[]>([[root, []]]);
  const order = [root];
  // The queue grows while it is gone through; what nothing ties to the rest hangs on the middle.
  for (const key of order) {
    for (const next of beside.get(key) ?? []) {
      if (children.has(next)) continue;
      children.set(next, []);
      children.get(key)?.push(next);
      order.push(next);
    }
  }
  for (const key of keys) {
    if (children.has(key)) continue;
    children.set(key, []);
    children.get(root)?.push(key);
    order.push(key);
  }
  return { root, children, order };
}

/** In whole numbers, large enough that the chart does not take slanting lines for level ones. */
const HEIGHT = 1000;

/** Spreads the places over the whole picture. */
function filling(places: ReadonlyMap<string, Place>, stretch: number): Map<string, Place> {
  const spread = (values: number[], length: number) => {
    const least = Math.min(...values);
    const range = Math.max(...values) - least;
    // What lies on one level, but for the last bits of a sine, stays there.
    return (value: number) => (range < 0.01 ? 0 : Math.round(((value - least) / range) * length));
  };
  const all = [...places.values()];
  const across = spread(
    all.map(({ x }) => x),
    HEIGHT * stretch,
  );
  const down = spread(
    all.map(({ y }) => y),
    HEIGHT,
  );
  return new Map([...places].map(([key, { x, y }]) => [key, { x: across(x), y: down(y) }]));
}

/** Gives each thing its place, so many times as wide as high: the same graph always looks the same. */
export function placesOf(
  keys: readonly string[],
  lines: readonly Line[],
  stretch: number,
): Map<string, Place> {
  const { root, children, order } = tree(keys, lines);
  const leaves = new Map<string, number>();
  for (const key of order.toReversed()) {
    const below = children.get(key)?.reduce((sum, child) => sum + (leaves.get(child) ?? 1), 0) ?? 0;
    leaves.set(key, Math.max(below, 1));
  }
  const places = new Map<string, Place>();
  const put = (key: string, ring: number, from: number, to: number): void => {
    const angle = (from + to) / 2;
    places.set(key, { x: ring * Math.cos(angle), y: ring * Math.sin(angle) });
    let start = from;
    for (const child of children.get(key) ?? []) {
      const share = ((to - from) * (leaves.get(child) ?? 1)) / (leaves.get(key) ?? 1);
      put(child, ring + 1, start, start + share);
      start += share;
    }
  };
  // One lies beside the middle, two on both sides of it.
  const start = children.get(root)?.length === 1 ? -Math.PI : -Math.PI / 2;
  put(root, 0, start, start + 2 * Math.PI);
  return filling(places, stretch);
}
