/**
 * How well each group of a partition is found again in another of the same things: the Jaccard
 * similarity with the group there that is most like it (Hennig 2007, Computational Statistics & Data
 * Analysis 52). 1 is the same group; a group of nothing is found nowhere: 0.
 */
export function foundAgain(whole: ArrayLike<number>, other: ArrayLike<number>, groups: number): number[] {
  const cells = Array.from({ length: groups }, () => new Map<number, number>());
  const [sizes, otherSizes] = [new Map<number, number>(), new Map<number, number>()];
  for (let at = 0; at < whole.length; at += 1) {
    const [a, b] = [whole[at] ?? 0, other[at] ?? 0];
    const row = cells[a];
    row?.set(b, (row.get(b) ?? 0) + 1);
    sizes.set(a, (sizes.get(a) ?? 0) + 1);
    otherSizes.set(b, (otherSizes.get(b) ?? 0) + 1);
  }
  return cells.map((row, a) =>
    Math.max(
      0,
      ...[...row].map(([b, both]) => both / ((sizes.get(a) ?? 0) + (otherSizes.get(b) ?? 0) - both)),
    ),
  );
}
