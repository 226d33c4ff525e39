import { assignLeast } from "./hungarian.ts";

/** Two groups share less than this of those who are in either: then the one does not continue the other. */
const LEAST_SHARED = 0.3;

/**
 * Which earlier group each new one continues: by the customers that they share (Jaccard), so that all
 * together share the most; null for a group that is new. `shared[new][earlier]` are customers.
 */
export function continued(
  shared: readonly (readonly number[])[],
  sizes: readonly number[],
  earlierSizes: readonly number[],
): (number | null)[] {
  const likeness = shared.map((row, now) =>
    earlierSizes.map((size, before) => {
      const both = row[before] ?? 0;
      const either = (sizes[now] ?? 0) + size - both;
      return either === 0 ? 0 : both / either;
    }),
  );
  if (earlierSizes.length === 0) return shared.map(() => null);
  const earlier = assignLeast(likeness.map((row) => row.map((like) => 1 - like)));
  return earlier.map((before, now) =>
    before >= 0 && (likeness[now]?.[before] ?? 0) >= LEAST_SHARED ? before : null,
  );
}
