import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../ui/format/use-format.ts";
import { BarsChart } from "./BarsChart.tsx";
import type { Quality } from "./contract.ts";
import { behindOf } from "./quality-text.tsx";

/** How many profiles went into others, day by day. */
export function MergesChart({ quality: { merges: days, asOf } }: { quality: Quality }) {
  const { t } = useTranslation();
  const format = useFormat();
  const navigate = useNavigate();
  const count = days.reduce((sum, { merges }) => sum + merges, 0);
  const most = days.toSorted((one, other) => other.merges - one.merges)[0];
  const title =
    count === 0 || !most
      ? t("quality.merges.none")
      : t("quality.merges.title", {
          count,
          n: format.number(count),
          day: format.date(most.day),
          most: format.number(most.merges),
        });
  const open = () => {
    const href = behindOf({ set: "merged" }, asOf);
    if (href) void navigate({ to: href });
  };
  return (
    <BarsChart
      title={title}
      subtitle={t("quality.merges.subtitle")}
      name={t("quality.merges.name")}
      names={days.map(({ day }) => format.date(day))}
      values={days.map(({ merges }) => merges)}
      data={{
        head: [t("quality.merges.day"), t("quality.merges.name"), t("quality.merges.undone")],
        rows: days.map(({ day, merges, undone }) => [
          format.date(day),
          format.number(merges),
          format.number(undone),
        ]),
      }}
      height={300}
      onOpen={open}
    />
  );
}
