import { useTranslation } from "react-i18next";
import { useFormat } from "../../ui/format/use-format.ts";
import { Panel } from "../../ui/parts/Panel.tsx";
import { ColumnsChart } from "./ColumnsChart.tsx";
import type { PersonaAnswer } from "./contract.ts";

/** How large a persona was over the months. */
export function DriftPanel({ drift }: { drift: PersonaAnswer["drift"] }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (drift.length < 2) {
    return (
      <Panel title={t("personas.drift.title")}>
        <p>{t("personas.drift.first")}</p>
      </Panel>
    );
  }
  return (
    <ColumnsChart
      title={t("personas.drift.title")}
      subtitle={`${t("personas.ofCustomers")}. ${t("personas.drift.text")}`}
      head={t("personas.drift.month")}
      names={drift.map(({ at }) => format.shortMonth(at))}
      own={drift.map(({ share }) => share)}
    />
  );
}
