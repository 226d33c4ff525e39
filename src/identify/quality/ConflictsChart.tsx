import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../ui/format/use-format.ts";
import { BarsChart } from "./BarsChart.tsx";
import type { Quality } from "./contract.ts";
import { behindOf, useQualityText } from "./quality-text.tsx";

/** Why links do not count; each bar opens the customers at their ends. */
export function ConflictsChart({ quality: { conflicts, asOf } }: { quality: Quality }) {
  const { t } = useTranslation();
  const format = useFormat();
  const text = useQualityText();
  const navigate = useNavigate();
  const names = conflicts.map(({ reason }) => text.reason(reason));
  const [first] = conflicts;
  const open = (point: number) => {
    const reason = conflicts[point]?.reason;
    const href = behindOf({ set: "conflict", ...(reason && { reason }) }, asOf);
    if (href) void navigate({ to: href });
  };
  const title = first?.links
    ? t("quality.conflicts.title", { reason: names[0], n: format.number(first.links) })
    : t("quality.conflicts.none");
  return (
    <BarsChart
      title={title}
      subtitle={t("quality.conflicts.subtitle")}
      name={t("quality.now")}
      names={names}
      values={conflicts.map(({ links }) => links)}
      before={{ name: t("quality.before"), values: conflicts.map(({ before }) => before) }}
      data={{
        head: [t("quality.conflicts.reason"), t("quality.now"), t("quality.before")],
        rows: conflicts.map(({ links, before }, at) => [
          names[at] ?? "",
          format.number(links),
          format.number(before),
        ]),
      }}
      lying
      onOpen={open}
    />
  );
}
