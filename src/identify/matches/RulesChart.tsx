import { useTranslation } from "react-i18next";
import { useFormat } from "../../ui/format/use-format.ts";
import { BarsChart } from "./BarsChart.tsx";
import type { MatchModel } from "./model-contract.ts";
import { useMatchText } from "./use-match-text.tsx";

/** How many pairs each blocking rule brings; rules that bring none are left out. */
export function RulesChart({ model }: { model: MatchModel }) {
  const { t } = useTranslation();
  const format = useFormat();
  const text = useMatchText();
  const rules = model.rules
    .filter(({ pairs, leftOut }) => pairs > 0 || leftOut > 0)
    .toSorted((left, right) => right.pairs - left.pairs);
  const names = rules.map((rule) => text.rule(rule));
  const count = rules.filter(({ pairs }) => pairs > 0).length;
  const data = {
    head: [
      t("matches.rules.rule"),
      t("matches.curve.pairs"),
      t("matches.rules.largest"),
      t("matches.rules.leftOut"),
    ],
    rows: rules.map(({ pairs, largest, leftOut }, index) => [
      names[index] ?? "",
      ...[pairs, largest, leftOut].map((value) => format.number(value)),
    ]),
  };
  return (
    <BarsChart
      title={t("matches.rules.title", { count, n: format.number(count) })}
      subtitle={t("matches.rules.subtitle")}
      data={data}
      names={names}
      unit="number"
      series={[{ name: t("matches.curve.pairs"), values: rules.map(({ pairs }) => pairs) }]}
    />
  );
}
