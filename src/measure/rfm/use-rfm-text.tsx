import { useTranslation } from "react-i18next";
import { useDuration } from "../../ui/format/use-duration.ts";
import { useFormat } from "../../ui/format/use-format.ts";
import type { Thresholds } from "./thresholds-contract.ts";

/** Writes the classes of RFM by the thresholds that they begin at. */
export function useRfmText() {
  const { t } = useTranslation();
  const format = useFormat();
  const duration = useDuration();
  return {
    /** "up to 14 days", "over 14 days, up to 40 days". */
    recency: (r: number, { recency }: Thresholds): string => {
      const [from, to] = [recency[4 - r], recency[5 - r]];
      if (from === undefined) return t("rfm.range.days.upTo", { to: duration.days(to ?? 0) });
      if (to === undefined) return t("rfm.range.days.over", { from: duration.days(from) });
      if (from === to) return t("rfm.range.none");
      return t("rfm.range.days.between", { from: format.number(from), to: duration.days(to) });
    },
    /** "1", "3 to 4", "10 or more". */
    frequency: (f: number, { frequency }: Thresholds): string => {
      const [from, next] = [frequency[f - 2] ?? 1, frequency[f - 1]];
      if (next === undefined) return t("rfm.range.orders.from", { from: format.number(from) });
      if (next <= from) return t("rfm.range.none");
      if (next - from === 1) return format.number(from);
      return t("rfm.range.orders.between", { from: format.number(from), to: format.number(next - 1) });
    },
    /** "below £20.00", "£20.00 to below £50.00", "from £50.00". */
    monetary: (m: number, { monetary }: Thresholds): string => {
      const [from, to] = [monetary[m - 2], monetary[m - 1]];
      if (from === undefined) return t("rfm.range.money.below", { to: format.money(to ?? null) });
      if (to === undefined) return t("rfm.range.money.from", { from: format.money(from) });
      if (Number(from) === Number(to)) return t("rfm.range.none");
      return t("rfm.range.money.between", { from: format.money(from), to: format.money(to) });
    },
  };
}
