import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import type { Draw } from "../../ui/chart/Canvas.tsx";
import { Chart } from "../../ui/chart/Chart.tsx";
import type { Format } from "../../ui/format/format.ts";
import { useFormat } from "../../ui/format/use-format.ts";
import type { MatchModel } from "./model-contract.ts";

/** The last known point at or below a threshold. */
function pointAt(curve: MatchModel["curve"], chance: number): MatchModel["curve"][number] | undefined {
  return curve.findLast((point) => point.chance <= chance + 1e-9) ?? curve[0];
}

type Curve = MatchModel["curve"];

function useOptions(curve: Curve): Draw {
  const { t } = useTranslation();
  const format = useFormat();
  return useCallback(
    (colours, frame) => {
      const line = (of: "pairs" | "records" | "customers", color: string, type: string) => ({
        ...{ type: "line", symbolSize: 6, name: t(`matches.curve.${of}`), color },
        lineStyle: { type },
        data: curve.map((point) => point[of]),
      });
      return {
        ...frame,
        legend: { ...frame.legend, show: true },
        tooltip: {
          ...frame.tooltip,
          trigger: "axis",
          valueFormatter: (value: unknown) => (typeof value === "number" ? format.number(value) : "–"),
        },
        xAxis: { ...frame.xAxis, type: "category", data: curve.map(({ chance }) => written(format, chance)) },
        yAxis: { ...frame.yAxis, type: "value" },
        series: [
          line("pairs", colours.accent, "solid"),
          line("records", colours.states.new, "dashed"),
          line("customers", colours.states.won_back, "dotted"),
        ],
      };
    },
    [curve, format, t],
  );
}

/** Chances near certainty with one digit more. */
function written(format: Format, chance: number): string {
  return format.percent(chance, chance > 0.99 ? 1 : 0);
}

/** What each threshold would do, and in the title the one that is set. */
export function CurveChart({ model, upper }: { model: MatchModel; upper: number }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { curve } = model;
  const at = pointAt(curve, upper);
  const options = useOptions(curve);
  const head = ["chance", "pairs", "records", "customers"] as const;
  const data = {
    head: head.map((name) => t(`matches.curve.${name}`)),
    rows: curve.map(({ chance, pairs, records, customers }) => [
      written(format, chance),
      ...[pairs, records, customers].map((value) => format.number(value)),
    ]),
  };
  const title = t("matches.curve.title", {
    chance: written(format, upper),
    pairs: format.number(at?.pairs ?? 0),
    records: format.number(at?.records ?? 0),
    customers: format.number(at?.customers ?? 0),
  });
  return (
    <Chart
      title={title}
      subtitle={t("matches.curve.subtitle")}
      data={data}
      options={options}
      height={240}
      note={t("matches.curve.note")}
    />
  );
}
