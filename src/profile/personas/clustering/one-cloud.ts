import type { Random } from "../../../core/random.ts";
import { normal } from "./chance.ts";
import { columnOf, type Point } from "./points.ts";

/**
 * Draws points as they would be without kinds: each measure distributed as it is, any two measures
 * related as they are, and nothing more (a Gaussian copula with the data's own margins; Nelsen
 * 2006). What a grouping finds here, it would find in one cloud.
 */
export function oneCloud(points: readonly Point[], random: Random): Point[] {
  const measures = points[0]?.length ?? 0;
  const columns = Array.from({ length: measures }, (_, measure) => columnOf(points, measure));
  const scores = columns.map((column) => normalScores(column, random));
  const root = cholesky(correlations(scores));
  const drawn = points.map(() => Float64Array.from({ length: measures }, () => normal(random)));
  const related = root.map((row) => Float64Array.from(drawn, (point) => product(row, point)));
  const margins = related.map((column, measure) => inTheOrderOf(column, columns[measure] ?? column));
  return points.map((_, at) => Float64Array.from(margins, (column) => column[at] ?? 0));
}

/** A normal deviate for each value, in the order of the values; equals by lot. */
function normalScores(column: Float64Array, random: Random): Float64Array {
  const lots = column.map(() => random.next());
  const order = [...column.keys()].sort(
    (a, b) => (column[a] ?? 0) - (column[b] ?? 0) || (lots[a] ?? 0) - (lots[b] ?? 0),
  );
  const deviates = column.map(() => normal(random)).sort();
  const scores = new Float64Array(column.length);
  for (const [rank, at] of order.entries()) scores[at] = deviates[rank] ?? 0;
  return scores;
}

function correlations(scores: readonly Float64Array[]): number[][] {
  return scores.map((left, row) =>
    scores.map((right, column) => (row === column ? 1 : product(left, right) / norms(left, right))),
  );
}

function norms(left: Float64Array, right: Float64Array): number {
  return Math.sqrt(product(left, left) * product(right, right)) || 1;
}

function product(left: ArrayLike<number>, right: ArrayLike<number>): number {
  let sum = 0;
  for (let at = 0; at < left.length; at += 1) sum += (left[at] ?? 0) * (right[at] ?? 0);
  return sum;
}

/** The lower triangular root of a correlation matrix; a direction without spread of its own gets none. */
function cholesky(matrix: readonly (readonly number[])[]): number[][] {
  const root = matrix.map((row) => row.map(() => 0));
  for (const [i, row] of matrix.entries()) {
    const own = root[i] ?? [];
    for (let j = 0; j <= i; j += 1) {
      const other = root[j] ?? [];
      const rest = (row[j] ?? 0) - product(own.slice(0, j), other.slice(0, j));
      own[j] = i === j ? Math.sqrt(Math.max(rest, 0)) : rest / (other[j] || Number.POSITIVE_INFINITY);
    }
  }
  return root;
}

/** The values put into the order that the ranks of `like` have. */
function inTheOrderOf(like: Float64Array, values: Float64Array): Float64Array {
  const sorted = values.toSorted();
  const order = [...like.keys()].sort((a, b) => (like[a] ?? 0) - (like[b] ?? 0));
  const placed = new Float64Array(values.length);
  for (const [rank, at] of order.entries()) placed[at] = sorted[rank] ?? 0;
  return placed;
}
