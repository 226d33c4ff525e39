import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { get } from "../../ui/api.ts";
import { MakeSegment } from "../../ui/conditions/MakeSegment.tsx";
import { SegmentsNaming } from "../../ui/conditions/SegmentsNaming.tsx";
import { SetLinks } from "../../ui/figures/SetLinks.tsx";
import { Loaded, SkeletonLines } from "../../ui/parts/Loading.tsx";
import { Columns, Page } from "../../ui/parts/Page.tsx";
import { PageTitle } from "../../ui/parts/PageTitle.tsx";
import { useAsOf } from "../../ui/shell/AsOf.tsx";
import type { PersonaAnswer } from "./contract.ts";
import { DetailsPanels } from "./DetailsPanels.tsx";
import { DifferencesPanel } from "./DifferencesPanel.tsx";
import { DriftPanel } from "./DriftPanel.tsx";
import { JourneysPanel } from "./JourneysPanel.tsx";
import { PersonaFigures } from "./PersonaFigures.tsx";
import { PlaysPanel } from "./PlaysPanel.tsx";
import { ProductsPanel } from "./ProductsPanel.tsx";
import { ProfileShares } from "./ProfileShares.tsx";
import { usePersonaText } from "./use-persona-text.tsx";
import { WhenCharts } from "./WhenCharts.tsx";

function Body({ answer }: { answer: PersonaAnswer }) {
  const { persona, result, drift } = answer;
  return (
    <>
      <SetLinks set={{ kind: "persona", id: persona.id }} />
      <PersonaFigures persona={persona} result={result} />
      <Columns>
        <DifferencesPanel persona={persona} result={result} />
        <div>
          <PlaysPanel persona={persona} />
          <ProductsPanel persona={persona} result={result} />
        </div>
      </Columns>
      <WhenCharts persona={persona} result={result} />
      <ProfileShares persona={persona} result={result} />
      <DetailsPanels id={persona.id} />
      <JourneysPanel id={persona.id} />
      <DriftPanel drift={drift} />
      <SegmentsNaming persona={persona.id} />
    </>
  );
}

/** One persona: who they are in figures, what sets them apart, and what to do with them. */
export function PersonaView() {
  const { t } = useTranslation();
  const { id } = useParams({ from: "/app/personas/$id" });
  const text = usePersonaText();
  const query = useQuery({
    queryKey: ["personas", "one", id],
    queryFn: ({ signal }) => get<PersonaAnswer>(`/api/v1/personas/${id}`, {}, signal),
  });
  useAsOf(query.data?.result.asOf);
  const name = query.data ? text.name(query.data.persona) : t("shell.page.personas");
  return (
    <Page>
      <PageTitle
        name={name}
        subtitle={query.data && text.definition(query.data.persona, query.data.result)}
        actions={
          <>
            {query.data && <MakeSegment rule={{ persona: id }} name={name} />}
            <Link to="/personas">{t("personas.back")}</Link>
          </>
        }
      />
      <Loaded query={query} skeleton={<SkeletonLines lines={14} />}>
        {(answer) => <Body answer={answer} />}
      </Loaded>
    </Page>
  );
}
