import { useCallback, useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { Draw } from "../../ui/chart/Canvas.tsx";
import { Chart } from "../../ui/chart/Chart.tsx";
import { useFormat } from "../../ui/format/use-format.ts";
import type { MatchModel } from "./model-contract.ts";

/** Every bin from the first to the last, also those that no pair is in. */
function withGaps(bins: MatchModel["bins"]): MatchModel["bins"] {
  const [first, last] = [bins[0]?.bits ?? 0, bins.at(-1)?.bits ?? -1];
  const pairs = new Map(bins.map((bin) => [bin.bits, bin.pairs]));
  return Array.from({ length: last - first + 1 }, (_, index) => ({
    bits: first + index,
    pairs: pairs.get(first + index) ?? 0,
  }));
}

/** The weights of the compared pairs: of large data only those that could be listed. */
export function BinsChart({ model }: { model: MatchModel }) {
  const { t } = useTranslation();
  const format = useFormat();
  const bins = useMemo(() => withGaps(model.bins), [model.bins]);
  const options: Draw = useCallback(
    (colours, frame) => ({
      ...frame,
      tooltip: {
        ...frame.tooltip,
        trigger: "axis",
        valueFormatter: (value: unknown) => (typeof value === "number" ? format.number(value) : "–"),
      },
      xAxis: { ...frame.xAxis, type: "category", data: bins.map(({ bits }) => format.signed(bits)) },
      yAxis: { ...frame.yAxis, type: "log", min: 0.8, axisLabel: { show: false } },
      series: [
        {
          type: "bar",
          name: t("matches.curve.pairs"),
          barCategoryGap: "10%",
          data: bins.map(({ bits, pairs }) => ({
            value: pairs || null,
            itemStyle: { color: bits >= 0 ? colours.accent : colours.reference },
          })),
        },
      ],
    }),
    [bins, format, t],
  );
  const rest = model.pairs - bins.reduce((sum, { pairs }) => sum + pairs, 0);
  const data = {
    head: [t("matches.bins.weight"), t("matches.curve.pairs")],
    rows: bins.map(({ bits, pairs }) => [
      t("matches.bits", { n: format.signed(bits) }),
      format.number(pairs),
    ]),
  };
  return (
    <Chart
      title={t("matches.bins.title")}
      subtitle={t("matches.bins.subtitle")}
      data={data}
      options={options}
      note={rest > 0 ? t("matches.bins.rest", { n: format.number(rest) }) : undefined}
    />
  );
}
