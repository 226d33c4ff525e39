import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useAddress } from "../../ui/address.ts";
import { get } from "../../ui/api.ts";
import { BasisNotes } from "../../ui/figures/BasisNotes.tsx";
import { FigureFilters } from "../../ui/figures/FigureFilters.tsx";
import { basisQuery } from "../../ui/figures/figure-search.ts";
import { RestatedMark } from "../../ui/figures/RestatedMark.tsx";
import { useFormat } from "../../ui/format/use-format.ts";
import { Definition } from "../../ui/parts/Definition.tsx";
import { EmptyState } from "../../ui/parts/EmptyState.tsx";
import { LinkButton } from "../../ui/parts/LinkButton.tsx";
import { Loaded, SkeletonLines } from "../../ui/parts/Loading.tsx";
import { Page } from "../../ui/parts/Page.tsx";
import { PageTitle } from "../../ui/parts/PageTitle.tsx";
import { Panel } from "../../ui/parts/Panel.tsx";
import { useAsOf } from "../../ui/shell/AsOf.tsx";
import { CellsPanel } from "./CellsPanel.tsx";
import type { Rfm } from "./contract.ts";
import { FlowsPanels } from "./FlowsPanels.tsx";
import { KindsPanel } from "./KindsPanel.tsx";
import { MapPanel } from "./MapPanel.tsx";
import { ThresholdsPanel } from "./ThresholdsPanel.tsx";
import { TiersPanel } from "./TiersPanel.tsx";

/** The cell that brings the most, in one sentence. */
function useTitle(answer: Rfm | undefined): string {
  const { t } = useTranslation();
  const format = useFormat();
  if (!answer || answer.customers === 0) return t("shell.page.rfm");
  if (!answer.thresholds) return t("rfm.title.few");
  const [top] = answer.cells.toSorted((one, other) => Number(other.revenue) - Number(one.revenue));
  const whole = Number(answer.revenue);
  if (!top || whole <= 0) return t("shell.page.rfm");
  return t("rfm.title.top", {
    cell: t(`rfm.cell.${top.cell}`),
    share: format.percent(Number(top.revenue) / whole, 0),
    n: format.number(top.customers),
  });
}

function TooFew({ answer }: { answer: Rfm }) {
  const { t } = useTranslation();
  const format = useFormat();
  const needed = format.number(answer.needed);
  return (
    <Panel>
      <EmptyState title={t("rfm.few.title", { n: format.number(answer.customers), needed })}>
        {t("rfm.few.text", { needed })}
      </EmptyState>
    </Panel>
  );
}

function Parts({ answer }: { answer: Rfm }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (answer.customers === 0) {
    const action = <LinkButton to="/imports">{t("metrics.empty.action")}</LinkButton>;
    return (
      <Panel>
        <EmptyState title={t("rfm.empty")} action={action}>
          {t("rfm.emptyText")}
        </EmptyState>
      </Panel>
    );
  }
  return (
    <>
      <BasisNotes basis={answer.basis} />
      {answer.thresholds?.chosenBy === "provisional" && <p>{t("rfm.few.importing")}</p>}
      {answer.unknownValue > 0 && <p>{t("rfm.unknownValue", { n: format.number(answer.unknownValue) })}</p>}
      {answer.thresholds ? (
        <>
          <MapPanel answer={answer} />
          <CellsPanel answer={answer} />
        </>
      ) : (
        <TooFew answer={answer} />
      )}
      <TiersPanel answer={answer} />
      {answer.thresholds && <KindsPanel answer={answer} />}
      <FlowsPanels />
      <ThresholdsPanel />
    </>
  );
}

/** Who bought how lately, how often and for how much; what each brings; and who moves. */
export function RfmView() {
  const { t } = useTranslation();
  const [search] = useAddress();
  const asked = basisQuery(search);
  const query = useQuery({
    queryKey: ["figures", "rfm", asked],
    queryFn: ({ signal }) => get<Rfm>("/api/v1/figures/rfm", asked, signal),
  });
  useAsOf(query.data?.basis.asOf);
  const title = useTitle(query.data);
  return (
    <Page>
      <PageTitle
        name={t("shell.page.rfm")}
        subtitle={
          <>
            {t("rfm.subtitle")} <Definition name="RFM">{t("rfm.definition")}</Definition>
            <RestatedMark restated={query.data?.restated ?? null} of={t("shell.page.rfm")} />
          </>
        }
        actions={<FigureFilters />}
      >
        {title}
      </PageTitle>
      <Loaded query={query} skeleton={<SkeletonLines lines={13} />}>
        {(answer) => <Parts answer={answer} />}
      </Loaded>
    </Page>
  );
}
