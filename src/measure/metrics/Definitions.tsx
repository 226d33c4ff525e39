import { useTranslation } from "react-i18next";
import { useDuration } from "../../ui/format/use-duration.ts";
import { useFormat } from "../../ui/format/use-format.ts";
import { useFigureText } from "../../ui/figures/use-figure-text.ts";
import type { FigureAnswer, Overview } from "./contract.ts";

/** What a figure means: its definition, what this value was worked out from, its period and instant. */
export function FigureDefinition({ figure, overview }: { figure: FigureAnswer; overview: Overview }) {
  const { t } = useTranslation();
  const format = useFormat();
  const duration = useDuration();
  const text = useFigureText();
  const { basis } = overview;
  const rule = basis.revenue.includeTax
    ? basis.revenue.includeShipping
      ? "both"
      : "tax"
    : basis.revenue.includeShipping
      ? "shipping"
      : "none";
  const interval = figure.interval && {
    low: format.percent(figure.interval.low),
    high: format.percent(figure.interval.high),
  };
  return (
    <>
      <p>{t(`metrics.definition.${figure.key}`)}</p>
      {figure.n !== null && <p>{t("metrics.workedOutFrom", { n: format.number(figure.n) })}</p>}
      {interval && <p>{t("metrics.interval", interval)}</p>}
      <p>{t("metrics.period", { period: text.period(overview.period, figure.bounds.day) })}</p>
      <p>{t("metrics.window", { days: duration.days(basis.window.days) })}</p>
      {figure.unit === "money" && <p>{t(`metrics.revenueRule.${rule}`)}</p>}
      <p>{t("metrics.asOf", { at: format.dateTime(basis.asOf), zone: basis.timeZone })}</p>
    </>
  );
}
