import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useAddress } from "../../ui/address.ts";
import { get } from "../../ui/api.ts";
import { basisQuery } from "../../ui/figures/figure-search.ts";
import { useFigureText } from "../../ui/figures/use-figure-text.ts";
import { useFormat } from "../../ui/format/use-format.ts";
import { Facts } from "../../ui/parts/Facts.tsx";
import { Loaded } from "../../ui/parts/Loading.tsx";
import { Panel } from "../../ui/parts/Panel.tsx";
import type { Period } from "../basis/contract.ts";
import type { Parts, RevenueTable } from "../revenue/contract.ts";

const LINES = ["gross", "discounts", "refunds", "shipping", "tax", "other", "total"] as const;
const SIGNS = {
  gross: "",
  discounts: "−",
  refunds: "−",
  shipping: "+",
  tax: "+",
  other: "+",
  total: "=",
} as const;

/** From what was ordered to what the shop system shows, of one period. */
export function RevenuePanel({ period, day }: { period: Period; day: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const text = useFigureText();
  const [search] = useAddress();
  const asked = { ...basisQuery(search), period, from: day, to: day };
  const query = useQuery({
    queryKey: ["figures", "revenue", asked],
    queryFn: ({ signal }) => get<RevenueTable>("/api/v1/figures/revenue", asked, signal),
  });
  const line = (parts: Parts, name: (typeof LINES)[number]) =>
    [
      `${SIGNS[name]} ${t(`revenue.${name}`)}`.trim(),
      <bdi key={name}>{format.money(parts[name])}</bdi>,
    ] as const;
  return (
    <Panel title={t("revenue.title")} subtitle={t("revenue.subtitle", { period: text.period(period, day) })}>
      <Loaded query={query}>
        {({ sum }) => (
          <Facts numeric>
            {[
              ...LINES.map((name) => line(sum.all, name)),
              [t("revenue.revenue"), <bdi key="revenue">{format.money(sum.all.revenue)}</bdi>],
              [t("revenue.anonymous"), <bdi key="anonymous">{format.money(sum.anonymous.revenue)}</bdi>],
            ]}
          </Facts>
        )}
      </Loaded>
    </Panel>
  );
}
