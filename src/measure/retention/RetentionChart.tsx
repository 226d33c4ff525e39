import { useNavigate } from "@tanstack/react-router";
import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import type { Draw } from "../../ui/chart/Canvas.tsx";
import { Chart } from "../../ui/chart/Chart.tsx";
import { useAddress } from "../../ui/address.ts";
import { behindHref } from "../../ui/figures/behind.ts";
import { basisQuery } from "../../ui/figures/figure-search.ts";
import { useFigureText } from "../../ui/figures/use-figure-text.ts";
import { useFormat } from "../../ui/format/use-format.ts";
import type { RetentionTable } from "./contract.ts";

const percent = (value: number | null) => (value === null ? null : Math.round(value * 1000) / 10);

/** The best and the weakest of the periods that are over, in one sentence. */
function useRange({ rows, period }: RetentionTable): string {
  const { t } = useTranslation();
  const format = useFormat();
  const text = useFigureText();
  const known = rows.filter((row) => row.complete && row.retention !== null);
  const sorted = known.toSorted((one, other) => Number(one.retention) - Number(other.retention));
  const [worst, best] = [sorted[0], sorted.at(-1)];
  if (!worst || !best || worst.retention === best.retention) return t("metrics.name.retention_rate");
  return t("retention.range", {
    best: text.period(period, best.bounds.day),
    bestRate: format.percent(best.retention),
    worst: text.period(period, worst.bounds.day),
    worstRate: format.percent(worst.retention),
  });
}

/** How the line is drawn. */
function useOptions({ rows, period }: RetentionTable): Draw {
  const { t } = useTranslation();
  const format = useFormat();
  const text = useFigureText();
  return useCallback(
    (colours, frame) => {
      const whole = rows.map((row) => (row.complete ? percent(row.retention) : null));
      const open = rows.map((row, at) =>
        row.complete && rows[at + 1]?.complete !== false ? null : percent(row.retention),
      );
      const line = { type: "line", symbolSize: 8, connectNulls: false, color: colours.accent };
      return {
        ...frame,
        legend: { ...frame.legend, show: open.some((point) => point !== null) },
        tooltip: {
          ...frame.tooltip,
          trigger: "axis",
          valueFormatter: (value: unknown) => (typeof value === "number" ? format.percent(value / 100) : "–"),
        },
        xAxis: {
          ...frame.xAxis,
          type: "category",
          data: rows.map((row) =>
            period === "month" ? format.shortMonth(row.bounds.day) : text.period(period, row.bounds.day),
          ),
        },
        yAxis: {
          ...frame.yAxis,
          type: "value",
          scale: true,
          axisLabel: {
            ...frame.yAxis.axisLabel,
            formatter: (value: number) => format.percent(value / 100, 0),
          },
        },
        series: [
          { ...line, name: t("metrics.name.retention_rate"), data: whole },
          { ...line, name: t("retention.incomplete"), data: open, lineStyle: { type: "dashed" } },
        ],
      };
    },
    // oxlint-disable-next-line react/exhaustive-deps -- `text` is made of `format` and `t`
    [rows, period, format, t],
  );
}

/** The retention rate over the periods; gaps where it is not known, dashed where the period goes on. */
export function RetentionChart({ table }: { table: RetentionTable }) {
  const { t } = useTranslation();
  const format = useFormat();
  const text = useFigureText();
  const { rows, period } = table;
  const navigate = useNavigate();
  const [search] = useAddress();
  const title = useRange(table);
  const basis = basisQuery(search);
  const asked = JSON.stringify(basis);
  const open = useCallback(
    (point: number) => {
      const day = rows[point]?.retention == null ? undefined : rows[point]?.bounds.day;
      if (day) void navigate({ to: behindHref({ set: "retained", period, day }, basis) });
    },
    // oxlint-disable-next-line react/exhaustive-deps -- `asked` holds what `basis` is made of
    [rows, period, navigate, asked],
  );
  const options = useOptions(table);
  const data = {
    head: [t("basis.period"), t("metrics.name.retention_rate")],
    rows: rows.map((row) => [text.period(period, row.bounds.day), format.percent(row.retention)]),
  };
  return (
    <Chart
      title={title}
      subtitle={t("retention.chartSubtitle", { period: t(`basis.periods.${period}`) })}
      data={data}
      options={options}
      height={240}
      onOpen={open}
    />
  );
}
