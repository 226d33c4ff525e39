/**
 * How far two partitions of the same things agree beyond chance (Hubert and Arabie 1985): 1 the
 * same, about 0 unrelated. Labels are any numbers; two partitions of one group each agree wholly.
 */
export function adjustedRand(left: ArrayLike<number>, right: ArrayLike<number>): number {
  if (left.length !== right.length) throw new RangeError("partitions of different things");
  const [cells, rows, columns] = [
    new Map<string, number>(),
    new Map<number, number>(),
    new Map<number, number>(),
  ];
  for (let at = 0; at < left.length; at += 1) {
    const [a, b] = [left[at] ?? 0, right[at] ?? 0];
    count(cells, `${a} ${b}`);
    count(rows, a);
    count(columns, b);
  }
  const [together, inLeft, inRight] = [pairsWithin(cells), pairsWithin(rows), pairsWithin(columns)];
  const expected = (inLeft * inRight) / pairs(left.length);
  const most = (inLeft + inRight) / 2;
  return most === expected || left.length < 2 ? 1 : (together - expected) / (most - expected);
}

function count<Key>(counts: Map<Key, number>, key: Key): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function pairs(size: number): number {
  return (size * (size - 1)) / 2;
}

function pairsWithin(sizes: ReadonlyMap<unknown, number>): number {
  let sum = 0;
  for (const size of sizes.values()) sum += pairs(size);
  return sum;
}
