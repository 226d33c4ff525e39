import { useNavigate } from "@tanstack/react-router";
import { useCallback, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useAddress } from "../../ui/address.ts";
import type { Draw } from "../../ui/chart/Canvas.tsx";
import { Chart } from "../../ui/chart/Chart.tsx";
import { behindHref } from "../../ui/figures/behind.ts";
import { basisQuery } from "../../ui/figures/figure-search.ts";
import { useFigureText } from "../../ui/figures/use-figure-text.ts";
import { useFormat } from "../../ui/format/use-format.ts";
import { StepList } from "./StepList.tsx";
import type { Overview } from "./contract.ts";

const STEPS = ["opening", "new", "won_back", "lost", "closing"] as const;

type Bar = { step: (typeof STEPS)[number]; from: number; to: number; change: number };

/** Where each bar begins and ends: opening + new + won back − lost = closing. */
function barsOf(headline: Overview["headline"]): Bar[] {
  const { opening, new: joined, wonBack, lost, closing } = headline;
  if (opening === null || joined === null || wonBack === null || lost === null || closing === null) return [];
  const afterNew = opening + joined;
  return [
    { step: "opening", from: 0, to: opening, change: opening },
    { step: "new", from: opening, to: afterNew, change: joined },
    { step: "won_back", from: afterNew, to: afterNew + wonBack, change: wonBack },
    { step: "lost", from: closing, to: closing + lost, change: -lost },
    { step: "closing", from: 0, to: closing, change: closing },
  ];
}

/** The period's reconciliation as a waterfall; each bar opens its customers. */
export function Waterfall({ overview }: { overview: Overview }) {
  const { t } = useTranslation();
  const format = useFormat();
  const text = useFigureText();
  const navigate = useNavigate();
  const [search] = useAddress();
  const bars = useMemo(() => barsOf(overview.headline), [overview]);
  const names = STEPS.map((step) => t(`basis.set.${step}`));
  const written = bars.map(({ step, change }) =>
    step === "opening" || step === "closing" ? format.number(change) : format.signed(change),
  );
  const key = written.join() + names.join();
  const options: Draw = useCallback(
    (colours, frame) => {
      const colour = { opening: colours.reference, closing: colours.reference, ...colours.states };
      return {
        ...frame,
        tooltip: {
          ...frame.tooltip,
          trigger: "item",
          formatter: ({ dataIndex }: { dataIndex: number }) => `${names[dataIndex]}: ${written[dataIndex]}`,
        },
        xAxis: {
          ...frame.xAxis,
          type: "category",
          data: names,
          axisLabel: { ...frame.xAxis.axisLabel, interval: 0 },
        },
        yAxis: { ...frame.yAxis, type: "value", axisLabel: { show: false }, splitLine: { show: false } },
        series: [
          {
            type: "bar",
            stack: "bars",
            barWidth: "60%",
            data: bars.map(({ step, from, to }, index) => ({
              value: to - from,
              itemStyle: { color: colour[step], borderRadius: 2 },
              label: {
                show: true,
                position: "top",
                formatter: written[index],
                color: colours.ink,
                fontSize: 13,
              },
            })),
            z: 2,
          },
          { type: "bar", stack: "bars", silent: true, data: [], itemStyle: { color: "transparent" } },
        ]
          .reverse()
          .map((series, index) => (index === 0 ? { ...series, data: bars.map(({ from }) => from) } : series)),
      };
    },
    // oxlint-disable-next-line react/exhaustive-deps -- `key` holds the texts that names and written are made of
    [bars, key],
  );
  const hrefOf = (step: (typeof STEPS)[number]) =>
    behindHref({ set: step, period: overview.period, day: overview.bounds.day }, basisQuery(search));
  const open = (point: number) => {
    const step = STEPS[point];
    if (step) void navigate({ to: hrefOf(step) });
  };
  const lines = bars.map(({ step }, at) => ({
    step,
    name: names[at] ?? "",
    value: written[at] ?? "",
    href: hrefOf(step),
  }));
  const { opening, closing } = overview.headline;
  const title = t("metrics.waterfall.title", {
    opening: format.number(opening),
    closing: format.number(closing),
  });
  const data = {
    head: [t("basis.set.customers"), t("basis.number")],
    rows: names.map((name, at) => [name, written[at] ?? ""]),
  };
  return (
    <Chart
      title={opening === null ? t("metrics.waterfall.none") : title}
      subtitle={t("metrics.waterfall.subtitle", {
        period: text.period(overview.period, overview.bounds.day),
      })}
      data={data}
      options={options}
      onOpen={open}
      phone={<StepList lines={lines} />}
    />
  );
}
