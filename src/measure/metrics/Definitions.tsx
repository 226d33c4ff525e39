import { useTranslation } from "react-i18next";
import { useDuration } from "../../ui/format/use-duration.ts";
import { useFormat } from "../../ui/format/use-format.ts";
import { useFigureText } from "../../ui/figures/use-figure-text.ts";
import { REVENUE_PARTS } from "../../workspace/settings/contract.ts";
import type { FigureAnswer, Overview } from "./contract.ts";

/** What a figure means: its definition, what this value was worked out from, its period and instant. */
export function FigureDefinition({ figure, overview }: { figure: FigureAnswer; overview: Overview }) {
  const { t, i18n } = useTranslation();
  const format = useFormat();
  const duration = useDuration();
  const text = useFigureText();
  const { basis } = overview;
  const parts = REVENUE_PARTS.filter((part) => basis.revenue[part]).map((part) => t(`settings.${part}`));
  const list = new Intl.ListFormat(i18n.language, { type: "unit" });
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
      {figure.unit === "money" && (
        <p>{t("metrics.revenueRule", { parts: list.format([t("metrics.revenueGoods"), ...parts]) })}</p>
      )}
      <p>{t("metrics.asOf", { at: format.dateTime(basis.asOf), zone: basis.timeZone })}</p>
    </>
  );
}
