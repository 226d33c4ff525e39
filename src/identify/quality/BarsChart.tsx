import { useCallback, type ReactNode } from "react";
import type { Draw } from "../../ui/chart/Canvas.tsx";
import { Chart } from "../../ui/chart/Chart.tsx";
import type { PlainData } from "../../ui/chart/PlainTable.tsx";
import { useFormat } from "../../ui/format/use-format.ts";

type Props = {
  title: string;
  subtitle: string;
  /** What each bar stands for, and how high it is. */
  names: readonly string[];
  values: readonly number[];
  /** A grey bar beside each: the period before. */
  before?: { readonly name: string; readonly values: readonly number[] };
  /** What the bars are called. */
  name: string;
  data: PlainData;
  /** Bars that lie, for names that are long. */
  lying?: boolean;
  height?: number;
  note?: ReactNode;
  onOpen?: (point: number) => void;
};

/** Bars of one measure, with the period before beside them where there is one. */
export function BarsChart({ names, values, before, name, lying = false, height = 240, ...chart }: Props) {
  const format = useFormat();
  const key = JSON.stringify([names, values, before, name]);
  const options: Draw = useCallback(
    (colours, frame) => {
      const label = (value: number) => (Number.isInteger(value) ? format.number(value) : "");
      const category = { type: "category", data: names, inverse: lying };
      const value = {
        ...frame.yAxis,
        type: "value",
        axisLabel: { ...frame.yAxis.axisLabel, formatter: label },
      };
      const bar = { type: "bar", barMaxWidth: 28, itemStyle: { borderRadius: 2 } };
      return {
        ...frame,
        legend: { ...frame.legend, show: before !== undefined },
        tooltip: { ...frame.tooltip, trigger: "axis", axisPointer: { type: "none" }, valueFormatter: label },
        xAxis: lying ? value : { ...frame.xAxis, ...category },
        yAxis: lying ? { ...frame.xAxis, ...category } : value,
        series: [
          ...(before ? [{ ...bar, name: before.name, data: before.values, color: colours.reference }] : []),
          { ...bar, name, data: values, color: colours.accent },
        ],
      };
    },
    // oxlint-disable-next-line react/exhaustive-deps -- `key` holds what is drawn
    [key, lying, format],
  );
  return <Chart {...chart} options={options} height={height} />;
}
