import { useTranslation } from "react-i18next";
import { useFormat } from "../../ui/format/use-format.ts";
import { Panel } from "../../ui/parts/Panel.tsx";
import type { ChurnPoint } from "./contract.ts";
import type { Overview } from "./contract.ts";
import type { z } from "zod";

type ChurnPointPanelProps = { point: z.infer<typeof ChurnPoint>; period: Overview["period"] };

/** What one point less churn would be worth, and how that was worked out. */
export function ChurnPointPanel({ point, period }: ChurnPointPanelProps) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Panel title={t("metrics.churnPoint.title", { worth: format.roundMoney(point.worth) })}>
      <p style={{ color: "var(--muted)" }}>
        {t("metrics.churnPoint.text", {
          customers: format.number(point.customersKept),
          revenue: format.money(point.revenuePerActiveCustomer),
          period: t(`basis.periods.${period}`),
        })}
      </p>
    </Panel>
  );
}
