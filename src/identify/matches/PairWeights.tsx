import { useCallback, useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Draw } from "../../ui/chart/Canvas.tsx";
import { Chart } from "../../ui/chart/Chart.tsx";
import { useFormat } from "../../ui/format/use-format.ts";
import type { MatchPair } from "./contract.ts";
import { useMatchText } from "./use-match-text.tsx";

type Bar = { readonly name: string; readonly level: string; readonly from: number; readonly to: number };

/** Where each bar begins and ends: the odds of any two, then what each field adds, then all together. */
function useBars({ prior, weight, fields }: MatchPair): Bar[] {
  const { t } = useTranslation();
  const text = useMatchText();
  const said = fields.filter((part) => part.weight !== 0);
  const until = (count: number) => said.slice(0, count).reduce((sum, part) => sum + part.weight, prior);
  return [
    { name: t("matches.weights.prior"), level: "", from: 0, to: prior },
    ...said.map((part, index) => ({
      name: text.field(part.field),
      level: text.level(part.field, part.level),
      from: until(index),
      to: until(index + 1),
    })),
    { name: t("matches.weights.total"), level: "", from: 0, to: weight },
  ];
}

/** What ECharts hands to whoever draws a bar. */
type Pen = {
  value(dimension: number): number;
  coord(point: [number, number]): [number, number];
  size(of: [number, number]): [number, number];
};

/** Draws a bar from where it begins to where it ends. */
function drawer(count: number, colours: Parameters<Draw>[0]) {
  return (_: unknown, pen: Pen) => {
    const [index, from, to] = [pen.value(0), pen.value(1), pen.value(2)];
    const [left, y] = pen.coord([Math.min(from, to), index]);
    const [right] = pen.coord([Math.max(from, to), index]);
    const height = pen.size([0, 1])[1] * 0.6;
    const isEnd = index === 0 || index === count - 1;
    const fill = isEnd ? colours.reference : to >= from ? colours.accent : colours.states.lost;
    const shape = { x: left, y: y - height / 2, width: Math.max(right - left, 1), height, r: 2 };
    return { type: "rect", shape, style: { fill } };
  };
}

function useOptions(bars: readonly Bar[]): Draw {
  const format = useFormat();
  return useCallback(
    (colours, frame) => ({
      ...frame,
      tooltip: {
        ...frame.tooltip,
        trigger: "item",
        formatter: ({ dataIndex }: { dataIndex: number }) => {
          const { name = "", level = "", from = 0, to = 0 } = bars[dataIndex] ?? {};
          return [name, level, format.signed(to - from, 1)].filter(Boolean).join(": ");
        },
      },
      xAxis: { ...frame.xAxis, type: "value", splitLine: frame.yAxis.splitLine },
      yAxis: {
        ...frame.yAxis,
        type: "category",
        inverse: true,
        data: bars.map(({ name }) => name),
        axisLabel: { ...frame.yAxis.axisLabel, interval: 0, width: 110, overflow: "truncate" },
        splitLine: { show: false },
      },
      series: [
        {
          type: "custom",
          encode: { x: [1, 2], y: 0 },
          data: bars.map(({ from, to }, index) => [index, from, to]),
          renderItem: drawer(bars.length, colours),
        },
      ],
    }),
    [bars, format],
  );
}

/** What each field adds to the weight of a pair, as a waterfall. */
export function PairWeights({ pair }: { pair: MatchPair }) {
  const { t } = useTranslation();
  const format = useFormat();
  const key = JSON.stringify(useBars(pair));
  const bars = useMemo(() => JSON.parse(key) as Bar[], [key]);
  const options = useOptions(bars);
  const data = {
    head: [t("matches.field.name"), t("matches.level.name"), t("matches.weights.weight")],
    rows: bars.map(({ name, level, from, to }) => [name, level, format.signed(to - from, 1)]),
  };
  return (
    <Chart
      title={t("matches.weights.title")}
      subtitle={t("matches.weights.subtitle")}
      data={data}
      options={options}
      height={64 + bars.length * 28}
    />
  );
}
