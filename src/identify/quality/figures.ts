import { showMoney } from "../../core/money.ts";
import type { Anonymous } from "./claimed-revenue.ts";
import type { QualityFigureAnswer, QualityKey } from "./contract.ts";
import type { Seen } from "./known.ts";
import { meanIdentifiers } from "./sizes.ts";
import type { WorkedOut } from "./worked-out.ts";

/** What is counted beside what was worked out. */
export type Counts = {
  readonly merges: { readonly now: number; readonly before: number };
  readonly conflicts: readonly { readonly links: number; readonly before: number }[];
  readonly sharedDevices: number;
  readonly reviewQueue: number;
};

type Values = Pick<QualityFigureAnswer, "value" | "previous" | "n"> & { parts?: Record<string, string> };
type Kind = Pick<QualityFigureAnswer, "unit" | "betterWhen" | "behind">;

const KINDS: Readonly<Record<QualityKey, Kind>> = {
  known_events: { unit: "share", betterWhen: "higher", behind: { set: "known" } },
  known_visitors: { unit: "share", betterWhen: "higher", behind: { set: "visitors" } },
  claimed_revenue: { unit: "share", betterWhen: "higher", behind: { set: "claimed" } },
  identifiers_per_customer: { unit: "mean", betterWhen: "neither", behind: { set: "identifiers" } },
  merges: { unit: "count", betterWhen: "neither", behind: { set: "merged" } },
  conflicts: { unit: "count", betterWhen: "lower", behind: { set: "conflict" } },
  giants: { unit: "count", betterWhen: "lower", behind: { set: "giants" } },
  shared_devices: { unit: "count", betterWhen: "neither", behind: null },
  review_queue: { unit: "count", betterWhen: "lower", behind: null },
};

/** The figures of the page, each beside the one of 30 days before. */
export function qualityFigures(worked: WorkedOut, counts: Counts): QualityFigureAnswer[] {
  const of = valuesOf(worked, counts);
  return Object.entries(KINDS).map(([key, kind]) => {
    // The keys of a record of all keys are these keys.
    const { parts = {}, ...values } = of[key as QualityKey];
    return { key: key as QualityKey, ...kind, ...values, parts };
  });
}

function valuesOf({ seen, revenue, identifiers }: WorkedOut, counts: Counts): Record<QualityKey, Values> {
  const { now, before } = seen;
  const people = ({ known, visitors }: Seen) => share(known, known + visitors);
  const [mean, meanBefore] = (["now", "before"] as const).map((when) =>
    meanIdentifiers(identifiers.sizes, when),
  );
  const conflicts = (of: "links" | "before") => counts.conflicts.reduce((sum, one) => sum + one[of], 0);
  return {
    known_events: {
      value: share(now.knownEvents, now.events),
      previous: share(before.knownEvents, before.events),
      n: now.events,
    },
    known_visitors: { value: people(now), previous: people(before), n: now.known + now.visitors },
    claimed_revenue: {
      value: shareClaimed(revenue.now),
      previous: shareClaimed(revenue.before),
      n: null,
      parts: { anonymous: showMoney(revenue.now.all), claimed: showMoney(revenue.now.claimed) },
    },
    identifiers_per_customer: {
      value: mean?.mean ?? null,
      previous: meanBefore?.mean ?? null,
      n: mean?.n ?? 0,
    },
    merges: counted(counts.merges.now, counts.merges.before),
    conflicts: counted(conflicts("links"), conflicts("before")),
    giants: counted(identifiers.giants.now, identifiers.giants.before),
    shared_devices: counted(counts.sharedDevices, null),
    review_queue: counted(counts.reviewQueue, null),
  };
}

function counted(value: number, previous: number | null): Values {
  return { value, previous, n: null };
}

function share(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}

function shareClaimed({ all, claimed }: Anonymous): number | null {
  return all <= 0n ? null : Number(claimed) / Number(all);
}
