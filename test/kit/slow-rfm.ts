/** RFM of one customer, by the words of its README and with nothing of the readings held against it. */

const DAY = 24 * 3_600_000;

/** Thresholds on the grid of random worlds, so that customers meet them exactly. */
export const RFM_THRESHOLDS = {
  recency: [2, 5, 9, 15],
  frequency: [2, 3, 4, 5],
  monetary: ["0", "10", "25.5", "45.5"],
  oneTime: "20",
};

/** A customer's figure of RFM; undefined where it is not known. */
export function rfmOf(
  figure: string,
  { times, revenue, asOf }: { times: readonly number[]; revenue: number; asOf: number },
): number | string | undefined {
  const last = times.at(-1);
  if (last === undefined) return undefined;
  const { recency, frequency, monetary, oneTime } = RFM_THRESHOLDS;
  const silent = (asOf - last) / DAY;
  const r = 5 - recency.filter((days) => silent > days).length;
  const f = 5 - frequency.filter((orders) => times.length < orders).length;
  if (figure === "recency_class") return r;
  if (figure === "frequency_class") return f;
  if (figure === "monetary_class") return 5 - monetary.filter((least) => revenue < Number(least)).length;
  if (figure === "rfm_cell") return cellBy(r, f);
  if (times.length > 1) return "repeat";
  return revenue >= Number(oneTime) ? "one_time_high" : "one_time_low";
}

/** The table of the README, line by line. */
function cellBy(r: number, f: number): string {
  if (r >= 4) {
    if (f >= 4) return "champions";
    return f === 3 ? "loyal" : f === 2 ? "promising" : "first_timers";
  }
  if (r === 3) return f >= 3 ? "loyal" : "wavering";
  if (f >= 4) return "cannot_lose";
  if (f === 3) return "at_risk";
  return r === 2 ? "hibernating" : "long_gone";
}
