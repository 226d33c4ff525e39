import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import type { Draw } from "../../ui/chart/Canvas.tsx";
import { Chart } from "../../ui/chart/Chart.tsx";
import { useFormat } from "../../ui/format/use-format.ts";
import { Loaded } from "../../ui/parts/Loading.tsx";
import type { Segment } from "./contract.ts";
import type { HistoryAnswer } from "./size-contract.ts";
import { useHistory } from "./use-segments.tsx";

type Days = HistoryAnswer["days"];

/** Who came by themselves, not since the rule is new or another. */
const cameOf = ({ entered, enteredByRule }: Days[number]): number => entered - enteredByRule;
const wentOf = ({ left, leftByRule }: Days[number]): number => left - leftByRule;

/** What the days say, in one sentence. */
function useTitle() {
  const { t } = useTranslation();
  const format = useFormat();
  return (days: Days): string => {
    const sum = (of: (day: Days[number]) => number) =>
      format.number(days.reduce((so, day) => so + of(day), 0));
    const n = format.number(days.at(-1)?.members ?? 0);
    if (days.length < 2) return t("segments.chart.young", { n });
    return t("segments.chart.title", { n, entered: sum(cameOf), left: sum(wentOf) });
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
            ...{ type: "line", color: colours.accent, connectNulls: false },
            // A single day would be no line.
            showSymbol: days.length < 2,
            name: t("segments.members"),
            data: days.map(({ members }) => members),
          },
          {
            ...{ ...bar, color: colours.states.new },
            name: t("segments.chart.entered"),
            data: days.map(cameOf),
          },
          {
            ...{ ...bar, color: colours.states.lost },
            name: t("segments.chart.left"),
            data: days.map((day) => -wentOf(day)),
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
  const hasRule = days.some(({ enteredByRule, leftByRule }) => enteredByRule + leftByRule > 0);
  const data = {
    head: [
      t("segments.chart.day"),
      t("segments.members"),
      t("segments.chart.entered"),
      t("segments.chart.left"),
      t("segments.chart.byRule"),
    ],
    rows: days.map((day) => [
      format.date(day.day),
      day.members === null ? "–" : format.number(day.members),
      ...[cameOf(day), wentOf(day)].map((count) => format.number(count)),
      t("segments.chart.byRuleOf", {
        entered: format.number(day.enteredByRule),
        left: format.number(day.leftByRule),
      }),
    ]),
  };
  return (
    <Chart
      title={titleOf(days)}
      subtitle={t("segments.chart.subtitle")}
      data={data}
      options={options}
      height={220}
      note={hasRule && t("segments.chart.note")}
    />
  );
}

/** A segment's size by day since it was made, with who came and who went. */
export function SizeChart({ segment }: { segment: Segment }) {
  return (
    <Loaded query={useHistory(segment)}>
      {({ days }) => <Drawn days={days.filter(({ members }) => members !== null)} />}
    </Loaded>
  );
}
