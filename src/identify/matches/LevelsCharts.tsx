import { NativeSelect } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../ui/format/use-format.ts";
import { BarsChart } from "./BarsChart.tsx";
import type { MatchModel } from "./model-contract.ts";
import { useMatchText } from "./use-match-text.tsx";

/** What each level of a field weighs, and how often it is seen; one field at a time. */
export function LevelsCharts({ model }: { model: MatchModel }) {
  const { t } = useTranslation();
  const format = useFormat();
  const text = useMatchText();
  const known = model.fields.filter(({ filled }) => filled > 0);
  const [chosen, setChosen] = useState("");
  const shown = known.find(({ field }) => field === chosen) ?? known[0];
  if (!shown) return null;
  const { field, levels } = shown;
  const names = levels.map(({ level, seen }) => {
    const name = text.level(field, level);
    return seen ? name : t("matches.level.unseen", { level: name });
  });
  const digits = 4;
  const data = {
    head: [t("matches.level.name"), t("matches.weights.weight"), t("matches.mu.m"), t("matches.mu.u")],
    rows: levels.map(({ weight, m, u }, index) => [
      names[index] ?? "",
      format.signed(weight, 1),
      format.percent(m, digits),
      format.percent(u, digits),
    ]),
  };
  const choice = (
    <NativeSelect
      size="xs"
      aria-label={t("matches.level.which")}
      value={field}
      onChange={(event) => setChosen(event.currentTarget.value)}
      data={known.map((one) => ({ value: one.field, label: text.field(one.field) }))}
    />
  );
  return (
    <>
      <BarsChart
        title={t("matches.level.chart", { field: text.field(field) })}
        subtitle={t("matches.level.chartText")}
        data={data}
        names={names}
        unit="bits"
        series={[{ name: t("matches.weights.weight"), values: levels.map(({ weight }) => weight) }]}
        actions={choice}
      />
      <BarsChart
        title={t("matches.mu.title", { field: text.field(field) })}
        subtitle={t("matches.mu.subtitle")}
        data={data}
        names={names}
        unit="share"
        series={[
          { name: t("matches.mu.m"), values: levels.map(({ m }) => m) },
          { name: t("matches.mu.u"), values: levels.map(({ u }) => u) },
        ]}
        note={t("matches.mu.note")}
      />
    </>
  );
}
