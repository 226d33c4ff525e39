import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useAddress } from "../../ui/address.ts";
import { get } from "../../ui/api.ts";
import { BasisNotes } from "../../ui/figures/BasisNotes.tsx";
import { FigureFilters } from "../../ui/figures/FigureFilters.tsx";
import { WindowLine } from "../../ui/figures/WindowLine.tsx";
import { figureQuery } from "../../ui/figures/figure-search.ts";
import { useFigureText } from "../../ui/figures/use-figure-text.ts";
import { useFormat } from "../../ui/format/use-format.ts";
import { Loaded } from "../../ui/parts/Loading.tsx";
import { Page } from "../../ui/parts/Page.tsx";
import { PageTitle } from "../../ui/parts/PageTitle.tsx";
import { useAsOf } from "../../ui/shell/AsOf.tsx";
import { BreakdownPanel } from "./BreakdownPanel.tsx";
import { ReconciliationTable } from "./ReconciliationTable.tsx";
import { RetentionChart } from "./RetentionChart.tsx";
import { WindowsPanel } from "../../ui/figures/WindowsPanel.tsx";
import type { RetentionTable } from "./contract.ts";

const PERIODS = ["day", "week", "month", "quarter", "year"] as const;

/** What the last complete periods say, in one sentence. */
function useTitle(table: RetentionTable | undefined): string {
  const { t } = useTranslation();
  const format = useFormat();
  const text = useFigureText();
  const known = table?.rows.filter((row) => row.complete && row.retention !== null) ?? [];
  const [before, last] = [known.at(-2), known.at(-1)];
  if (!table || !last?.retention) return t("shell.page.retention");
  const change = before?.retention == null ? 0 : last.retention - before.retention;
  const trend = Math.abs(change) < 0.005 ? "held" : change > 0 ? "rose" : "fell";
  return t(`retention.title.${trend}`, {
    rate: format.percent(last.retention),
    points: t("words.points", { n: format.number(Math.abs(change) * 100, 1) }),
    period: text.period(table.period, last.bounds.day),
  });
}

/** Who stayed, period by period, and how that adds up. */
export function RetentionView() {
  const { t } = useTranslation();
  const [search] = useAddress();
  const asked = figureQuery(search);
  const query = useQuery({
    queryKey: ["figures", "retention", asked],
    queryFn: ({ signal }) => get<RetentionTable>("/api/v1/figures/retention", asked, signal),
  });
  useAsOf(query.data?.basis.asOf);
  const title = useTitle(query.data);
  return (
    <Page>
      <PageTitle
        name={t("shell.page.retention")}
        subtitle={query.data && <WindowLine basis={query.data.basis} />}
        actions={<FigureFilters periods={PERIODS} />}
      >
        {title}
      </PageTitle>
      <Loaded query={query}>
        {(table) => (
          <>
            <BasisNotes basis={table.basis} />
            <RetentionChart table={table} />
            <ReconciliationTable table={table} />
          </>
        )}
      </Loaded>
      <BreakdownPanel />
      <WindowsPanel />
    </Page>
  );
}
