import { useCallback, useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Draw } from "../../ui/chart/Canvas.tsx";
import { Chart } from "../../ui/chart/Chart.tsx";
import { useFormat } from "../../ui/format/use-format.ts";

type Props = {
  title: string;
  subtitle: string;
  /** Names the first column of the table. */
  head: string;
  names: readonly string[];
  own: readonly number[];
  all?: readonly number[];
};

/** Shares side by side in time, this persona's as columns, those of all customers as a line. */
export function ColumnsChart({ title, subtitle, head, names, own, all }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const key = JSON.stringify([names, own, all ?? null]);
  const [lines, columns, line] = useMemo(
    () => JSON.parse(key) as [string[], number[], number[] | null],
    [key],
  );
  const [these, everybody] = [t("personas.these"), t("personas.everybody")];
  const options: Draw = useCallback(
    (colours, frame) => ({
      ...frame,
      legend: { ...frame.legend, show: line !== null },
      tooltip: {
        ...frame.tooltip,
        trigger: "axis",
        valueFormatter: (value: unknown) => (typeof value === "number" ? format.percent(value) : "–"),
      },
      xAxis: { ...frame.xAxis, type: "category", data: lines },
      yAxis: {
        ...frame.yAxis,
        type: "value",
        axisLabel: { ...frame.yAxis.axisLabel, formatter: (value: number) => format.percent(value, 0) },
      },
      series: [
        { type: "bar", name: these, color: colours.accent, data: columns, itemStyle: { borderRadius: 2 } },
        ...(line
          ? [
              {
                ...{ type: "line", name: everybody, color: colours.reference, data: line },
                ...{ symbol: "none", step: "middle", lineStyle: { width: 1.5 } },
              },
            ]
          : []),
      ],
    }),
    [lines, columns, line, these, everybody, format],
  );
  const data = {
    head: [head, these, ...(all ? [everybody] : [])],
    rows: names.map((name, at) => [
      name,
      format.percent(own[at] ?? 0),
      ...(all ? [format.percent(all[at] ?? 0)] : []),
    ]),
  };
  return <Chart title={title} subtitle={subtitle} data={data} options={options} height={200} />;
}
