import type { PersonaDifference, PersonaMark } from "./contract.ts";

/** So many marks make a name. */
const MOST_MARKS = 3;
/** Below this a difference is small (Cohen 1988): no mark. */
export const SMALL = 0.2;
/** A name says what somebody does; what they don't only where nothing else is to be said. */
const TELLING_BELOW = new Set([
  "pages_a_visit",
  "gap_days",
  "average_order",
  "orders",
  "price_level",
  "tenure_days",
]);
/** How much came of it is no behaviour. */
const NO_NAME = new Set(["revenue", "visits", "tenure_days"]);

/**
 * The marks by which a persona is named: its greatest differences that are surely more than small,
 * one of each group of measures. Those of an earlier run stay as long as they hold.
 */
export function marksOf(
  differences: readonly PersonaDifference[],
  groupOf: ReadonlyMap<string, string>,
  earlier: readonly PersonaMark[] = [],
): PersonaMark[] {
  const sure = differences.filter(
    ({ measure, d, from, to }) =>
      !NO_NAME.has(measure) && (d > 0 ? from > SMALL : to < -SMALL && TELLING_BELOW.has(measure)),
  );
  const holds = ({ measure, above }: PersonaMark) =>
    sure.some((one) => one.measure === measure && one.d > 0 === above);
  if (earlier.length > 0 && earlier.every(holds)) return [...earlier];
  const marks: PersonaMark[] = [];
  const groups = new Set<string>();
  for (const { measure, d } of sure) {
    const group = groupOf.get(measure) ?? measure;
    if (groups.has(group) || marks.length === MOST_MARKS) continue;
    groups.add(group);
    marks.push({ measure, above: d > 0 });
  }
  return marks;
}
