import { shares } from "./model.ts";

/** What EM found under one blocking rule. */
export type Session = {
  /** The share of the rule's pairs that are of one customer. */
  readonly share: number;
  /** By field, then by level from 1: expected pairs of one customer. None for the fields that the rule fixes. */
  readonly seen: readonly (readonly number[])[];
};

/** A session with fewer expected pairs that have a field has no say on it. */
const SAY = 20;

/**
 * The m of a field on which the sessions agree: of every level the median, weighted by how clean
 * the pairs of a session are. A mean would follow a rule under which EM found another pattern than
 * that of one customer, such as families. Null where no session speaks of the field.
 */
export function agreed(sessions: readonly Session[], field: number): number[] | null {
  const voices = sessions.flatMap(({ share, seen }) => {
    const counts = seen[field] ?? [];
    const pairs = counts.reduce((sum, count) => sum + count, 0);
    // Half a pair for every level: what was not seen is rare, not impossible.
    return pairs < SAY ? [] : [{ share, m: shares(counts.map((count) => count + 0.5)) }];
  });
  const [first] = voices;
  if (first === undefined) return null;
  return shares(
    first.m.map((_, level) =>
      median(voices.map(({ share, m }) => ({ weight: share, value: m[level] ?? 0 }))),
    ),
  );
}

/** Expected pairs of one customer by level, over all sessions. */
export function seenIn(sessions: readonly Session[], field: number, levels: number): number[] {
  return Array.from({ length: levels }, (_, level) =>
    sessions.reduce((sum, { seen }) => sum + (seen[field]?.[level] ?? 0), 0),
  );
}

function median(values: readonly { weight: number; value: number }[]): number {
  const half = values.reduce((sum, { weight }) => sum + weight, 0) / 2;
  let passed = 0;
  for (const { weight, value } of values.toSorted((left, right) => left.value - right.value)) {
    passed += weight;
    if (passed >= half) return value;
  }
  return 0;
}
