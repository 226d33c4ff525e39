import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../ui/format/use-format.ts";
import { BarsChart } from "./BarsChart.tsx";
import type { Quality } from "./contract.ts";
import { behindOf, useQualityText } from "./quality-text.tsx";

/** How many identifiers customers have; each bar opens its customers. */
export function SizesChart({ quality }: { quality: Quality }) {
  const { t } = useTranslation();
  const format = useFormat();
  const text = useQualityText();
  const navigate = useNavigate();
  const { identifiers: sizes, asOf } = quality;
  const all = sizes.reduce((sum, { customers }) => sum + customers, 0);
  const most = sizes.toSorted((one, other) => other.customers - one.customers)[0];
  const names = sizes.map(({ least, most }) => text.size(least, most));
  const title =
    all === 0 || !most
      ? t("quality.nobody")
      : t("quality.sizes.title", {
          share: format.percent(most.customers / all, 0),
          size: text.size(most.least, most.most),
          count: most.most ?? most.least,
        });
  const open = (point: number) => {
    const { least, most } = sizes[point] ?? {};
    const href = behindOf({ set: "identifiers", least, ...(most && { most }) }, asOf);
    if (href) void navigate({ to: href });
  };
  return (
    <BarsChart
      title={title}
      subtitle={t("quality.sizes.subtitle")}
      name={t("quality.now")}
      names={names}
      values={sizes.map(({ customers }) => customers)}
      before={{ name: t("quality.before"), values: sizes.map((size) => size.before) }}
      data={{
        head: [t("quality.identifiers"), t("quality.now"), t("quality.before")],
        rows: sizes.map(({ customers, before }, at) => [
          names[at] ?? "",
          format.number(customers),
          format.number(before),
        ]),
      }}
      lying
      height={300}
      onOpen={open}
    />
  );
}
