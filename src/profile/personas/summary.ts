import { type Moments, standardisedDifference } from "./clustering/difference.ts";
import { spreadOut } from "./clustering/scale.ts";
import type { Persona, PersonaDifference } from "./contract.ts";
import type { BehaviourMeasure } from "./measures.ts";
import type { Vocabulary } from "./moments-queries.ts";
import type { BehaviourRow } from "./queries.ts";

/** Places and languages kept of a persona: the most usual. */
const MOST_VALUES = 8;

/** What is added up of the customers of a group, one after the other. */
export class Summary {
  readonly figures: Omit<
    Persona,
    "id" | "kind" | "marks" | "group" | "again" | "differences" | "countries" | "languages"
  >;
  #priced = 0;
  readonly #countries = new Map<string, number>();
  readonly #languages = new Map<string, number>();
  readonly #measures: readonly BehaviourMeasure[];
  readonly #counts: Float64Array;
  readonly #sums: Float64Array;
  readonly #squares: Float64Array;
  readonly #activeFrom: number;
  readonly #asOf: number;

  constructor(
    measures: readonly BehaviourMeasure[],
    vocabulary: Vocabulary,
    active: { from: number; asOf: number },
  ) {
    const zeros = (length: number): number[] => Array.from({ length }, () => 0);
    this.#measures = measures;
    this.#activeFrom = active.from;
    this.#asOf = active.asOf;
    this.#counts = new Float64Array(measures.length);
    this.#sums = new Float64Array(measures.length);
    this.#squares = new Float64Array(measures.length);
    this.figures = {
      ...{ customers: 0, buyers: 0, active: 0, orders: 0, revenue: 0, discounted: 0, refunds: 0 },
      priceLevel: null,
      ...{ visits: 0, views: 0, tenureDays: 0, hours: zeros(24), days: zeros(7) },
      devices: { phone: 0, tablet: 0, desktop: 0, app: 0 },
      channels: zeros(vocabulary.channels.length),
      viewedCategories: zeros(vocabulary.categories.length),
      boughtCategories: zeros(vocabulary.categories.length),
      viewedProducts: zeros(vocabulary.products.length),
      boughtProducts: zeros(vocabulary.products.length),
    };
  }

  /** Adds a customer. */
  add(row: BehaviourRow): void {
    const { figures } = this;
    figures.customers += 1;
    if (row.orders > 0) figures.buyers += 1;
    if (row.orders > 0 && row.lastOrderAt >= this.#activeFrom) figures.active += 1;
    figures.revenue += row.revenue - row.refunded;
    for (const name of ["orders", "discounted", "refunds", "visits", "views"] as const)
      figures[name] += row[name];
    figures.tenureDays +=
      (Math.max(this.#asOf - row.firstAt, 0) / 86_400_000 - figures.tenureDays) / figures.customers;
    this.#price(row.priceLevel);
    for (const name of ["hours", "days", "channels", "viewedCategories", "boughtCategories"] as const) {
      for (const [at, count] of row[name].entries()) figures[name][at] = (figures[name][at] ?? 0) + count;
    }
    for (const name of ["phone", "tablet", "desktop", "app"] as const) figures.devices[name] += row[name];
    for (const name of ["viewedProducts", "boughtProducts"] as const) {
      for (const place of row[name]) figures[name][place - 1] = (figures[name][place - 1] ?? 0) + 1;
    }
    count(this.#countries, row.country);
    count(this.#languages, row.language);
    this.#measure(row);
  }

  /** The mean of those of whom it is known. */
  #price(level: number | null): void {
    if (level === null) return;
    this.#priced += 1;
    const before = this.figures.priceLevel ?? 0;
    this.figures.priceLevel = before + (level - before) / this.#priced;
  }

  #measure(row: BehaviourRow): void {
    for (const [at, { of, spread }] of this.#measures.entries()) {
      const value = of(row);
      if (Number.isNaN(value)) continue;
      const spreadValue = spreadOut(value, spread);
      this.#counts[at] = (this.#counts[at] ?? 0) + 1;
      this.#sums[at] = (this.#sums[at] ?? 0) + spreadValue;
      this.#squares[at] = (this.#squares[at] ?? 0) + spreadValue ** 2;
    }
  }

  /** Most usual places and languages, the most usual first. */
  values(): Pick<Persona, "countries" | "languages"> {
    return { countries: most(this.#countries), languages: most(this.#languages) };
  }

  /** How these customers differ from all others, the greatest difference first; `all` has them too. */
  differences(all: Summary): PersonaDifference[] {
    const found = this.#measures.flatMap(({ name, spread }, at): PersonaDifference[] => {
      const [own, others] = [this.#moments(at), all.#moments(at, this)];
      const difference = standardisedDifference(own, others);
      if (!difference) return [];
      const [mean, theirs] = [own.mean, others.mean].map((value) =>
        spread === "amount" ? Math.expm1(value) : value,
      );
      return [{ measure: name, ...difference, mean: mean ?? 0, others: theirs ?? 0 }];
    });
    return found.toSorted((a, b) => Math.abs(b.d) - Math.abs(a.d));
  }

  /** Of the customers here who are not in the part. */
  #moments(at: number, part?: Summary): Moments {
    const [n, total, squares] = this.#added(at).map(
      (sum, index) => sum - (part ? (part.#added(at)[index] ?? 0) : 0),
    );
    const [count, mean] = [n ?? 0, (total ?? 0) / Math.max(n ?? 0, 1)];
    const spread = Math.max((squares ?? 0) - count * mean ** 2, 0);
    return { count, mean, variance: count > 1 ? spread / (count - 1) : 0 };
  }

  #added(at: number): number[] {
    return [this.#counts[at] ?? 0, this.#sums[at] ?? 0, this.#squares[at] ?? 0];
  }
}

function count(counts: Map<string, number>, value: string): void {
  if (value !== "") counts.set(value, (counts.get(value) ?? 0) + 1);
}

function most(counts: ReadonlyMap<string, number>): { value: string; customers: number }[] {
  return [...counts]
    .map(([value, customers]) => ({ value, customers }))
    .toSorted((a, b) => b.customers - a.customers || (a.value < b.value ? -1 : 1))
    .slice(0, MOST_VALUES);
}
