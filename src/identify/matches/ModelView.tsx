import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { get } from "../../ui/api.ts";
import { EmptyState } from "../../ui/parts/EmptyState.tsx";
import { Loaded, SkeletonLines } from "../../ui/parts/Loading.tsx";
import { Columns, Page } from "../../ui/parts/Page.tsx";
import { PageTitle } from "../../ui/parts/PageTitle.tsx";
import { Panel } from "../../ui/parts/Panel.tsx";
import { useAsOf } from "../../ui/shell/AsOf.tsx";
import { BinsChart } from "./BinsChart.tsx";
import { CurveChart } from "./CurveChart.tsx";
import { LastRunPanel } from "./LastRunPanel.tsx";
import { LevelsCharts } from "./LevelsCharts.tsx";
import { MatchingTabs } from "./MatchingTabs.tsx";
import type { MatchModel, MatchRun, MatchSettings, ModelAnswer } from "./model-contract.ts";
import { RulesChart } from "./RulesChart.tsx";
import { RunsPanel } from "./RunsPanel.tsx";
import { RunWork, StartButton } from "./RunWork.tsx";
import { SettingsPanel } from "./SettingsPanel.tsx";
import { StepsPanel } from "./StepsPanel.tsx";

function Learned({ run, model, upper }: { run: MatchRun; model: MatchModel; upper: number }) {
  return (
    <>
      <CurveChart model={model} upper={upper} />
      <BinsChart model={model} />
      <LevelsCharts model={model} />
      <RulesChart model={model} />
      <StepsPanel run={run.id} />
    </>
  );
}

function Model({ answer }: { answer: ModelAnswer }) {
  const { t } = useTranslation();
  const { run, model, settings } = answer;
  const { upper, lower, above, automatic } = settings;
  const saved: MatchSettings = { upper, lower, above, automatic };
  const [draft, setDraft] = useState<MatchSettings | null>(null);
  const value = draft ?? saved;
  return (
    <Columns wide>
      <div>
        {run && model ? (
          <Learned run={run} model={model} upper={value.upper} />
        ) : (
          <Panel>
            <EmptyState title={t("matches.never")}>{t("matches.neverText")}</EmptyState>
          </Panel>
        )}
      </div>
      <div>
        {run && model && <LastRunPanel run={run} model={model} />}
        <SettingsPanel value={value} saved={saved} onChange={setDraft} />
        <RunsPanel />
      </div>
    </Columns>
  );
}

/** What matching has learned, what a threshold would do, and what is done with the pairs. */
export function ModelView() {
  const { t } = useTranslation();
  const query = useQuery({
    queryKey: ["matches", "model"],
    queryFn: ({ signal }) => get<ModelAnswer>("/api/v1/identity/matches/model", {}, signal),
    refetchInterval: 15_000,
  });
  useAsOf(query.data?.asOf);
  return (
    <Page>
      <PageTitle
        name={t("matches.model.title")}
        subtitle={t("matches.model.text")}
        actions={<StartButton />}
      />
      <MatchingTabs />
      <RunWork />
      <Loaded query={query} skeleton={<SkeletonLines lines={12} />}>
        {(answer) => <Model answer={answer} />}
      </Loaded>
    </Page>
  );
}
