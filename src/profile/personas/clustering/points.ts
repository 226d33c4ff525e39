/** A customer as the engine sees one: a number for each measure, all of one length. */
export type Point = Float64Array;

/** The squared distance of two points. */
export function squaredDistance(a: Point, b: Point): number {
  let sum = 0;
  for (let at = 0; at < a.length; at += 1) {
    const apart = (a[at] ?? 0) - (b[at] ?? 0);
    sum += apart * apart;
  }
  return sum;
}

/** Which of the centres a point is nearest to, and how far that is, squared; the first of equals. */
export function nearest(point: Point, centres: readonly Point[]): { index: number; squared: number } {
  let index = 0;
  let squared = Number.POSITIVE_INFINITY;
  // Plain loops, left as soon as a centre is no nearer: nearly all the time of a search goes by here.
  for (let candidate = 0; candidate < centres.length; candidate += 1) {
    const centre = centres[candidate] ?? point;
    let sum = 0;
    for (let at = 0; at < point.length && sum < squared; at += 1) {
      const apart = (point[at] ?? 0) - (centre[at] ?? 0);
      sum += apart * apart;
    }
    if (sum < squared) {
      index = candidate;
      squared = sum;
    }
  }
  return { index, squared };
}

/** The column of a measure. */
export function columnOf(points: readonly Point[], measure: number): Float64Array {
  return Float64Array.from(points, (point) => point[measure] ?? 0);
}
