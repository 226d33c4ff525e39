import { useCallback, useMemo, type ReactNode } from "react";
import type { Draw } from "../../ui/chart/Canvas.tsx";
import { Chart } from "../../ui/chart/Chart.tsx";
import type { PlainData } from "../../ui/chart/PlainTable.tsx";
import { useFormat } from "../../ui/format/use-format.ts";

/** Bars of one kind, one a line. */
type Series = { readonly name: string; readonly values: readonly number[] };

type Props = {
  title: string;
  subtitle: string;
  data: PlainData;
  /** What the lines are called. */
  names: readonly string[];
  series: readonly Series[];
  /** How a value is written. */
  unit: "number" | "bits" | "share";
  actions?: ReactNode;
  note?: string;
};

/** The bars, those below 0 in another colour, each with its value behind it. */
function seriesOf(
  bars: readonly Series[],
  written: (value: number) => string,
  colours: Parameters<Draw>[0],
): object[] {
  const below = { color: colours.states.lost, borderRadius: 2 };
  const format = ({ value }: { value: number }) => written(value);
  return bars.map(({ name, values }, index) => ({
    type: "bar",
    name,
    color: [colours.accent, colours.reference][index],
    data: values.map((value) => ({ value, itemStyle: value < 0 ? below : { borderRadius: 2 } })),
    label: { show: true, position: "right", color: colours.ink, fontSize: 13, formatter: format },
  }));
}

function useWritten(unit: Props["unit"]): (value: number) => string {
  const format = useFormat();
  return useCallback(
    (value) => {
      if (unit === "share") return format.percent(value);
      return unit === "bits" ? format.signed(value, 1) : format.number(value);
    },
    [unit, format],
  );
}

/** Names may take two fifths of a phone's width, and what they need elsewhere. */
function labelWidth(): number {
  return Math.min(220, Math.round(window.innerWidth * 0.4));
}

/** Lying bars, line by line. */
export function BarsChart({ title, subtitle, data, names, series, unit, actions, note }: Props) {
  const written = useWritten(unit);
  const key = JSON.stringify([names, series]);
  const [lines, bars] = useMemo(() => JSON.parse(key) as [string[], Series[]], [key]);
  const options: Draw = useCallback(
    (colours, frame) => ({
      ...frame,
      grid: { ...frame.grid, right: 56 },
      legend: { ...frame.legend, show: bars.length > 1 },
      tooltip: {
        ...frame.tooltip,
        trigger: "axis",
        axisPointer: { type: "shadow" },
        valueFormatter: (value: unknown) => (typeof value === "number" ? written(value) : "–"),
      },
      xAxis: { ...frame.xAxis, type: "value", axisLabel: { show: false }, splitLine: { show: false } },
      yAxis: {
        ...frame.yAxis,
        type: "category",
        inverse: true,
        data: lines,
        axisLabel: {
          ...frame.yAxis.axisLabel,
          interval: 0,
          width: labelWidth(),
          overflow: "break",
          lineHeight: 15,
        },
        splitLine: { show: false },
      },
      series: seriesOf(bars, written, colours),
    }),
    [lines, bars, written],
  );
  const height = 48 + lines.length * (20 + 16 * bars.length);
  return (
    <Chart
      title={title}
      subtitle={subtitle}
      data={data}
      options={options}
      height={height}
      actions={actions}
      note={note}
    />
  );
}
