import { useQuery } from "@tanstack/react-query";
import { Skeleton } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useAddress } from "../../ui/address.ts";
import { get } from "../../ui/api.ts";
import { BasisNotes } from "../../ui/figures/BasisNotes.tsx";
import { FigureFilters } from "../../ui/figures/FigureFilters.tsx";
import { WindowLine } from "../../ui/figures/WindowLine.tsx";
import { figureQuery } from "../../ui/figures/figure-search.ts";
import { useFigureText } from "../../ui/figures/use-figure-text.ts";
import { useFormat } from "../../ui/format/use-format.ts";
import { EmptyState } from "../../ui/parts/EmptyState.tsx";
import { Figures } from "../../ui/parts/Figure.tsx";
import { LinkButton } from "../../ui/parts/LinkButton.tsx";
import { Loaded } from "../../ui/parts/Loading.tsx";
import { Columns, Page } from "../../ui/parts/Page.tsx";
import { PageTitle } from "../../ui/parts/PageTitle.tsx";
import { DemoNote } from "../../ui/shell/DemoNote.tsx";
import { useAsOf } from "../../ui/shell/AsOf.tsx";
import { FigureCard } from "./FigureCard.tsx";
import { OverviewCohorts } from "./OverviewCohorts.tsx";
import { OverviewSlipping } from "./OverviewSlipping.tsx";
import { RevenuePanel } from "./RevenuePanel.tsx";
import { Waterfall } from "./Waterfall.tsx";
import { ChurnPointPanel } from "./ChurnPointPanel.tsx";
import type { Overview } from "./contract.ts";

const PERIODS = ["week", "month", "quarter", "year"] as const;

function useHeadline(overview: Overview | undefined): string {
  const { t } = useTranslation();
  const format = useFormat();
  const text = useFigureText();
  const headline = overview?.headline;
  if (!overview || !headline || headline.retention === null || headline.trend === "unknown") {
    return t("shell.page.overview");
  }
  return t(`metrics.headline.${headline.trend}`, {
    rate: format.percent(headline.retention),
    points: t("words.points", { n: format.number(Math.abs(headline.change ?? 0) * 100, 1) }),
    period: text.period(overview.period, overview.bounds.day),
    lost: format.number(headline.lost),
    wonBack: format.number(headline.wonBack),
  });
}

function NoOrders() {
  const { t } = useTranslation();
  return (
    <EmptyState
      title={t("metrics.empty.title")}
      action={<LinkButton to="/imports">{t("metrics.empty.action")}</LinkButton>}
    >
      {t("metrics.empty.text")}
    </EmptyState>
  );
}

function OverviewBody({ overview }: { overview: Overview }) {
  if (overview.basis.notes.some((note) => note.code === "no_orders")) return <NoOrders />;
  return (
    <>
      <BasisNotes basis={overview.basis} />
      <Figures>
        {overview.figures.map((figure) => (
          <FigureCard key={figure.key} figure={figure} overview={overview} />
        ))}
      </Figures>
      <Columns>
        <Waterfall overview={overview} />
        <OverviewCohorts />
      </Columns>
      <Columns wide>
        <OverviewSlipping />
        <div>
          {overview.churnPoint && <ChurnPointPanel point={overview.churnPoint} period={overview.period} />}
          <RevenuePanel period={overview.period} day={overview.bounds.day} />
          <DemoNote />
        </div>
      </Columns>
    </>
  );
}

/** How the business stands, at one glance. */
export function OverviewView() {
  const { t } = useTranslation();
  const [search] = useAddress();
  const asked = figureQuery(search);
  const query = useQuery({
    queryKey: ["figures", "overview", asked],
    queryFn: ({ signal }) => get<Overview>("/api/v1/figures/overview", asked, signal),
  });
  useAsOf(query.data?.basis.asOf);
  const headline = useHeadline(query.data);
  return (
    <Page>
      <PageTitle
        name={t("shell.page.overview")}
        subtitle={query.data && <WindowLine basis={query.data.basis} />}
        actions={<FigureFilters periods={PERIODS} />}
      >
        {headline}
      </PageTitle>
      <Loaded query={query} skeleton={<Skeleton height={420} radius={10} />}>
        {(overview) => <OverviewBody overview={overview} />}
      </Loaded>
    </Page>
  );
}
