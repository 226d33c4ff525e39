import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import type { Draw } from "../../ui/chart/Canvas.tsx";
import { Chart } from "../../ui/chart/Chart.tsx";
import { useFormat } from "../../ui/format/use-format.ts";
import { Loaded } from "../../ui/parts/Loading.tsx";
import type { HistoryAnswer, Segment } from "./contract.ts";
import { useHistory } from "./use-segments.tsx";

type Days = HistoryAnswer["days"];

/** What the days say, in one sentence. */
function useTitle() {
  const { t } = useTranslation();
  const format = useFormat();
  return (days: Days): string => {
    const entered = days.reduce((sum, day) => sum + day.entered, 0);
    const left = days.reduce((sum, day) => sum + day.left, 0);
    const last = days.at(-1)?.members ?? 0;
    return t("segments.chart.title", {
      n: format.number(last),
      entered: format.number(entered),
      left: format.number(left),
    });
  };
}

function useOptions(days: Days): Draw {
  const { t } = useTranslation();
  const format = useFormat();
  return useCallback<Draw>(
    (colours, frame) => {
      const axis = { ...frame.yAxis, type: "value", minInterval: 1 };
      const bar = { type: "bar", stack: "moves", yAxisIndex: 1 };
      return {
        ...frame,
        legend: { ...frame.legend, show: true },
        tooltip: { ...frame.tooltip, trigger: "axis" },
        xAxis: { ...frame.xAxis, type: "category", data: days.map(({ day }) => format.date(day)) },
        // Moves are few beside members: they have an axis of their own.
        yAxis: [
          { ...axis, scale: true },
          { ...axis, splitLine: { show: false } },
        ],
        series: [
          {
            ...{ type: "line", symbol: "none", color: colours.accent },
            name: t("segments.members"),
            data: days.map(({ members }) => members),
          },
          {
            ...{ ...bar, color: colours.states.new },
            name: t("segments.chart.entered"),
            data: days.map(({ entered }) => entered),
          },
          {
            ...{ ...bar, color: colours.states.lost },
            name: t("segments.chart.left"),
            data: days.map(({ left }) => -left),
          },
        ],
      };
    },
    [days, format, t],
  );
}

function Drawn({ days }: { days: Days }) {
  const { t } = useTranslation();
  const format = useFormat();
  const titleOf = useTitle();
  const options = useOptions(days);
  const data = {
    head: [
      t("segments.chart.day"),
      t("segments.members"),
      t("segments.chart.entered"),
      t("segments.chart.left"),
    ],
    rows: days.map(({ day, members, entered, left }) => [
      format.date(day),
      ...[members, entered, left].map((count) => format.number(count)),
    ]),
  };
  return (
    <Chart
      title={titleOf(days)}
      subtitle={t("segments.chart.subtitle")}
      data={data}
      options={options}
      height={220}
    />
  );
}

/** A segment's size by day, with who came and who went. */
export function SizeChart({ segment }: { segment: Segment }) {
  return <Loaded query={useHistory(segment)}>{({ days }) => <Drawn days={days} />}</Loaded>;
}
