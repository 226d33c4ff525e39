import { SegmentedControl } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { useAddress, word } from "../../ui/address.ts";
import { get } from "../../ui/api.ts";
import { PictureButton } from "../../ui/chart/PictureButton.tsx";
import { ExportButton } from "../../ui/parts/ExportButton.tsx";
import { BasisNotes } from "../../ui/figures/BasisNotes.tsx";
import { CohortHeatmap, useCohortTitle } from "../../ui/figures/CohortHeatmap.tsx";
import { FigureFilters } from "../../ui/figures/FigureFilters.tsx";
import { figureQuery } from "../../ui/figures/figure-search.ts";
import { useFigureText } from "../../ui/figures/use-figure-text.ts";
import { Definition } from "../../ui/parts/Definition.tsx";
import { EmptyState } from "../../ui/parts/EmptyState.tsx";
import { LinkButton } from "../../ui/parts/LinkButton.tsx";
import { Loaded, SkeletonLines } from "../../ui/parts/Loading.tsx";
import { Page } from "../../ui/parts/Page.tsx";
import { PageTitle } from "../../ui/parts/PageTitle.tsx";
import { Panel } from "../../ui/parts/Panel.tsx";
import { useAsOf } from "../../ui/shell/AsOf.tsx";
import type { CohortTable } from "./contract.ts";

const MEASURES = ["share", "count", "revenue"] as const;
const PERIODS = ["week", "month", "quarter", "year"] as const;

/** The table as it stands, for a file. */
function useRows(table: CohortTable | undefined): string[][] {
  const { t } = useTranslation();
  const text = useFigureText();
  if (!table) return [];
  const width = Math.max(...table.rows.map(({ cells }) => cells.length), 0);
  const head = [t("cohorts.firstOrder"), t("basis.n"), ...Array.from({ length: width }, (_, k) => String(k))];
  const rows = table.rows.map((row) => [
    text.period(table.period, row.bounds.day),
    String(row.customers),
    ...row.cells.map((cell) => (cell === null ? "" : String(cell))),
  ]);
  return [head, ...rows];
}

/** Customers by the period of their first order, and how many came back. */
export function CohortsView() {
  const { t } = useTranslation();
  const [search, set] = useAddress();
  const measure = MEASURES.find((name) => name === word(search, "show")) ?? "share";
  const asked = { ...figureQuery(search), measure };
  const query = useQuery({
    queryKey: ["figures", "cohorts", asked],
    queryFn: ({ signal }) => get<CohortTable>("/api/v1/figures/cohorts", asked, signal),
  });
  useAsOf(query.data?.basis.asOf);
  const title = useCohortTitle(query.data);
  const rows = useRows(query.data);
  const picture = useRef<HTMLDivElement>(null);
  const empty = (
    <EmptyState
      title={t("metrics.empty.title")}
      action={<LinkButton to="/imports">{t("metrics.empty.action")}</LinkButton>}
    />
  );
  return (
    <Page>
      <PageTitle name={t("shell.page.cohorts")} actions={<FigureFilters periods={PERIODS} />}>
        {title}
      </PageTitle>
      {query.data && <BasisNotes basis={query.data.basis} />}
      <Panel
        title={
          <>
            {t(`cohorts.subtitle.${measure}`)}{" "}
            <Definition name={t("shell.page.cohorts")}>{t("cohorts.definition")}</Definition>
          </>
        }
        subtitle={t("cohorts.reading")}
        actions={
          <>
            <SegmentedControl
              size="xs"
              aria-label={t("cohorts.show")}
              value={measure}
              onChange={(value) => set({ show: value })}
              data={MEASURES.map((value) => ({ value, label: t(`cohorts.measure.${value}`) }))}
            />
            <ExportButton name={t("shell.page.cohorts")} rows={rows} />
            <PictureButton name={t("shell.page.cohorts")} of={picture} />
          </>
        }
      >
        <div ref={picture}>
          <Loaded query={query} skeleton={<SkeletonLines lines={13} />}>
            {(table) => (table.rows.length === 0 ? empty : <CohortHeatmap table={table} />)}
          </Loaded>
        </div>
      </Panel>
    </Page>
  );
}
