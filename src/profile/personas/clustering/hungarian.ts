/**
 * Which column goes to each row so that the costs are least in all (Kuhn 1955, Munkres 1957; with
 * potentials in O(n³), after Jonker and Volgenant 1987). Rows beyond the columns get −1.
 */
export function assignLeast(costs: readonly (readonly number[])[]): number[] {
  const size = Math.max(costs.length, costs[0]?.length ?? 0);
  const highest = costs.flat().reduce((most, cost) => Math.max(most, cost), 0);
  const cost = (row: number, column: number): number => costs[row - 1]?.[column - 1] ?? highest;
  const [ofRow, ofColumn] = [new Float64Array(size + 1), new Float64Array(size + 1)];
  /** The row that each column has; column 0 is that of the row just being placed. */
  const rowOf = new Int32Array(size + 1);
  for (let row = 1; row <= size; row += 1) {
    rowOf[0] = row;
    place(cost, { size, ofRow, ofColumn, rowOf });
  }
  const columnOf = costs.map(() => -1);
  const columns = costs[0]?.length ?? 0;
  for (let column = 1; column <= columns; column += 1) {
    const row = rowOf[column] ?? 0;
    if (row >= 1 && row <= costs.length) columnOf[row - 1] = column - 1;
  }
  return columnOf;
}

type Board = {
  readonly size: number;
  readonly ofRow: Float64Array;
  readonly ofColumn: Float64Array;
  readonly rowOf: Int32Array;
};

/** Finds the shortest way to a free column for the row in column 0, and moves the rows along it. */
function place(cost: (row: number, column: number) => number, { size, ofRow, ofColumn, rowOf }: Board): void {
  const least = new Float64Array(size + 1).fill(Number.POSITIVE_INFINITY);
  const cameFrom = new Int32Array(size + 1);
  const seen = new Uint8Array(size + 1);
  let column = 0;
  do {
    seen[column] = 1;
    const row = rowOf[column] ?? 0;
    let [step, next] = [Number.POSITIVE_INFINITY, 0];
    for (let other = 1; other <= size; other += 1) {
      if (seen[other] === 1) continue;
      const reduced = cost(row, other) - (ofRow[row] ?? 0) - (ofColumn[other] ?? 0);
      if (reduced < (least[other] ?? 0)) [least[other], cameFrom[other]] = [reduced, column];
      if ((least[other] ?? 0) < step) [step, next] = [least[other] ?? 0, other];
    }
    for (let other = 0; other <= size; other += 1) {
      const owner = rowOf[other] ?? 0;
      if (seen[other] === 1) {
        ofRow[owner] = (ofRow[owner] ?? 0) + step;
        ofColumn[other] = (ofColumn[other] ?? 0) - step;
      } else least[other] = (least[other] ?? 0) - step;
    }
    column = next;
  } while (rowOf[column] !== 0);
  while (column !== 0) {
    const from = cameFrom[column] ?? 0;
    rowOf[column] = rowOf[from] ?? 0;
    column = from;
  }
}
