import type { Measure } from "./clustering/scale.ts";
import type { Vocabulary } from "./moments-queries.ts";
import type { BehaviourRow } from "./queries.ts";

/** A measure of behaviour, and how it is read off what a customer did; NaN where it is not known. */
export type BehaviourMeasure = Measure & {
  /** Whether kinds are looked for by it: by how somebody behaves, not by how long they have been there. */
  readonly tellsKinds: boolean;
  readonly of: (row: BehaviourRow) => number;
};

const MORNING = [6, 12] as const;
const AFTERNOON = [12, 18] as const;
const EVENING = [18, 24] as const;
const NIGHT = [0, 6] as const;

/** All measures, for a workspace that speaks of these channels and categories. */
export function measuresOf({ channels, categories }: Vocabulary, asOf: number): BehaviourMeasure[] {
  return [
    ...[
      amount(
        "pages_a_visit",
        "looking",
        (row) => ratio(row.views, row.visits),
        (row) => row.views > 0,
      ),
      amount("visits_an_order", "looking", (row) => ratio(row.visits, row.orders)),
      amount(
        "looks_a_visit",
        "looking",
        (row) => ratio(row.looks, row.visits),
        (row) => row.views > 0,
      ),
      amount("orders", "rhythm", (row) => row.orders),
      amount("gap_days", "rhythm", (row) => row.gapDays ?? Number.NaN),
      amount("average_order", "basket", (row) => ratio(row.revenue, row.orders)),
      amount("lines_an_order", "basket", (row) => ratio(row.lines, row.orders)),
      share("discounts", "price", (row) => ratio(row.discounted, row.orders)),
      share("refunds", "price", (row) => ratio(Math.min(row.refunds, row.orders), row.orders)),
      share("price_level", "price", (row) => row.priceLevel ?? Number.NaN),
      share("mornings", "time", (row) => hours(row, MORNING)),
      share("afternoons", "time", (row) => hours(row, AFTERNOON)),
      share("evenings", "time", (row) => hours(row, EVENING)),
      share("nights", "time", (row) => hours(row, NIGHT)),
      share("weekends", "time", (row) => ratio((row.days[5] ?? 0) + (row.days[6] ?? 0), sum(row.days))),
    ],
    ...(["phone", "tablet", "desktop", "app"] as const).map((device) =>
      share(device, "device", (row) => ratio(row[device], row.phone + row.tablet + row.desktop)),
    ),
    ...channels.map((channel, at) =>
      share(`channel:${channel}`, "channel", (row) => ratio(row.channels[at] ?? 0, sum(row.channels))),
    ),
    ...categories.map((category, at) =>
      share(`category:${category}`, "category", (row) =>
        ratio(
          (row.viewedCategories[at] ?? 0) + (row.boughtCategories[at] ?? 0),
          sum(row.viewedCategories) + sum(row.boughtCategories),
        ),
      ),
    ),
    { ...amount("revenue", "standing", (row) => row.revenue), tellsKinds: false },
    { ...amount("visits", "standing", (row) => row.visits), tellsKinds: false },
    {
      ...amount("tenure_days", "standing", (row) => Math.max(asOf - row.firstAt, 0) / 86_400_000),
      tellsKinds: false,
    },
  ];
}

function amount(
  name: string,
  group: string,
  of: (row: BehaviourRow) => number,
  when: (row: BehaviourRow) => boolean = () => true,
): BehaviourMeasure {
  return { name, group, spread: "amount", tellsKinds: true, of: (row) => (when(row) ? of(row) : Number.NaN) };
}

function share(name: string, group: string, of: (row: BehaviourRow) => number): BehaviourMeasure {
  return { name, group, spread: "share", tellsKinds: true, of };
}

/** NaN for nothing of nothing: it is not known. */
function ratio(part: number, whole: number): number {
  return whole > 0 ? part / whole : Number.NaN;
}

function sum(values: readonly number[]): number {
  return values.reduce((all, value) => all + value, 0);
}

function hours({ hours: counts }: BehaviourRow, [from, to]: readonly [number, number]): number {
  return ratio(sum(counts.slice(from, to)), sum(counts));
}
