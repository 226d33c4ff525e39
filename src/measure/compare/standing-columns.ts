import { parseMoney } from "../../core/money.ts";
import { DAY_MS, lastComplete } from "../basis/index.ts";
import { profileFigures } from "../customers/index.ts";
import { cellOf, frequencyOf, monetaryOf, recencyOf, thresholdsNow } from "../rfm/index.ts";
import { type Column, emptyColumn, oneOfEach, type Work } from "./columns.ts";
import { orderTimes } from "./order-times-queries.ts";

const EVERY = 20;
/** Who ordered first so many days ago or longer could have ordered again within them. */
const AGAIN_DAYS = 90;

/** Where customers stand: their state, value tier and RFM classes. */
export async function standingColumns({ context, basis, sample }: Work): Promise<Column[]> {
  const found = await profileFigures.of(context, sample.ids, context.clock.now());
  const thresholds = (await thresholdsNow(context))?.thresholds ?? null;
  const [states, tiers, cells] = [
    new Map<number, string>(),
    new Map<number, string>(),
    new Map<number, string>(),
  ];
  const number = { group: "rfm", unit: "number", isYesOrNo: false } as const;
  const recency = emptyColumn(sample, { ...number, name: "recency" });
  const frequency = emptyColumn(sample, { ...number, name: "frequency" });
  const monetary = emptyColumn(sample, { ...number, name: "monetary" });
  const since = emptyColumn(sample, { ...number, group: "standing", name: "days_since_order" });
  for (const [place, id] of sample.ids.entries()) {
    const figures = found.get(id);
    if (!figures) continue;
    states.set(place, figures.state);
    if (figures.lastOrderAt === null) continue;
    if (figures.tier) tiers.set(place, figures.tier);
    const last = Date.parse(figures.lastOrderAt);
    since.values[place] = Math.max(0, basis.asOf - last) / DAY_MS;
    if (!thresholds) continue;
    const [r, f] = [recencyOf(last, basis.asOf, thresholds), frequencyOf(figures.orders, thresholds)];
    cells.set(place, cellOf(r, f));
    recency.values[place] = r;
    frequency.values[place] = f;
    const m = monetaryOf(figures.revenue === null ? null : parseMoney(figures.revenue), thresholds);
    if (m !== null) monetary.values[place] = m;
  }
  const each = (group: "standing" | "rfm", values: ReadonlyMap<number, string>) =>
    oneOfEach(sample, { group, most: EVERY, nameOf: (name) => ({ name, value: "" }) }, values);
  return [
    ...each("standing", states),
    ...each("standing", tiers),
    ...each("rfm", cells),
    ...[since, recency, frequency, monetary],
  ];
}

/** Of who was active when the last complete month began, who still was at its end; and who ordered again within 90 days. */
export async function retentionColumns({ context, basis, sample }: Work): Promise<Column[]> {
  const month = lastComplete("month", basis, basis.asOf);
  const retained = emptyColumn(sample, { group: "retention", name: "retained" });
  const again = emptyColumn(sample, { group: "retention", name: "ordered_again" });
  const window = basis.window.days * DAY_MS;
  const times = await orderTimes(context.facts, basis, sample.ids);
  for (const [id, at] of times) {
    const place = sample.placeOf.get(id);
    const [first, second] = at;
    if (place === undefined || first === undefined) continue;
    const isActive = (then: number) => at.some((time) => time >= then - window && time < then);
    if (isActive(month.from)) retained.values[place] = isActive(month.to) ? 1 : 0;
    if (first + AGAIN_DAYS * DAY_MS <= basis.asOf) {
      again.values[place] = second !== undefined && second - first <= AGAIN_DAYS * DAY_MS ? 1 : 0;
    }
  }
  return [retained, again];
}
