import { Button, Group } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { get } from "../../ui/api.ts";
import { LinkButton } from "../../ui/parts/LinkButton.tsx";
import { Loaded, SkeletonLines } from "../../ui/parts/Loading.tsx";
import { Columns, Page } from "../../ui/parts/Page.tsx";
import { PageTitle } from "../../ui/parts/PageTitle.tsx";
import { Panel } from "../../ui/parts/Panel.tsx";
import { ProblemNote } from "../../ui/parts/ProblemNote.tsx";
import { SettingsTabs } from "../../ui/shell/SettingsTabs.tsx";
import { useMay } from "../../ui/shell/use-workspace.ts";
import type { IdentityRules } from "../rules/contract.ts";
import { AddressesPanel } from "./AddressesPanel.tsx";
import { ApplyForm } from "./ApplyForm.tsx";
import { BlockedPanel } from "./BlockedPanel.tsx";
import { CountriesPanel } from "./CountriesPanel.tsx";
import type { RulesAnswer } from "./contract.ts";
import { HistoryPanel } from "./HistoryPanel.tsx";
import styles from "./RulesView.module.css";
import { TypesPanel } from "./TypesPanel.tsx";
import { foresee } from "./use-rules.tsx";

type Draft = { readonly version: number; readonly held: IdentityRules; readonly rules: IdentityRules };

/** What the draft would do; typing on makes it void. */
function ChangePanel({ draft, onLeave }: { draft: Draft; onLeave: () => void }) {
  const { t } = useTranslation();
  const { version, held, rules } = draft;
  const preview = useMutation({
    mutationFn: async () => ({ of: rules, answer: await foresee(version, rules) }),
  });
  const isSame = JSON.stringify(rules) === JSON.stringify(held);
  const current = preview.data?.of === rules ? preview.data.answer : null;
  return (
    <Panel title={t("rules.preview")}>
      {current ? (
        <ApplyForm
          answer={current}
          wantedBy={(reason) => ({ version, rules, reason })}
          onLeave={onLeave}
          onDone={() => preview.reset()}
        />
      ) : (
        <>
          <p className={styles["quiet"]}>{t(isSame ? "rules.unchanged" : "rules.previewText")}</p>
          {preview.error && !preview.isPending && <ProblemNote error={preview.error} />}
          {preview.isPending && <SkeletonLines lines={5} />}
          <Group mt="sm">
            <Button disabled={isSame} loading={preview.isPending} onClick={() => preview.mutate()}>
              {t("rules.see")}
            </Button>
            <Button variant="default" disabled={isSame} onClick={onLeave}>
              {t("rules.discard")}
            </Button>
          </Group>
        </>
      )}
    </Panel>
  );
}

function Editor({ answer }: { answer: RulesAnswer }) {
  const may = useMay("identity:write");
  const maySources = useMay("sources:read");
  const { version, rules: held } = answer;
  const [rules, setRules] = useState(held);
  const { types, blocked, mailboxes, countries } = rules;
  const change = (part: Partial<IdentityRules>) => setRules({ ...rules, ...part });
  return (
    <Columns wide>
      <div>
        <TypesPanel types={types} disabled={!may} onChange={(next) => change({ types: next })} />
        <BlockedPanel
          blocked={blocked}
          types={types}
          disabled={!may}
          onChange={(next) => change({ blocked: next })}
        />
        <AddressesPanel
          mailboxes={mailboxes}
          disabled={!may}
          onChange={(next) => change({ mailboxes: next })}
        />
        {maySources && (
          <CountriesPanel
            countries={countries}
            disabled={!may}
            onChange={(next) => change({ countries: next })}
          />
        )}
      </div>
      <div>
        {may && <ChangePanel draft={{ version, held, rules }} onLeave={() => setRules(held)} />}
        <HistoryPanel answer={answer} disabled={!may} />
      </div>
    </Columns>
  );
}

/** The rules of who is one customer: what they are, what others would do, and changing them. */
export function RulesView() {
  const { t } = useTranslation();
  const query = useQuery({
    queryKey: ["identity-rules"],
    queryFn: ({ signal }) => get<RulesAnswer>("/api/v1/identity/rules", {}, signal),
  });
  const conflicts = (
    <LinkButton variant="default" to="/identity/conflicts">
      {t("rules.toConflicts")}
    </LinkButton>
  );
  return (
    <Page>
      <PageTitle name={t("rules.title")} subtitle={t("rules.text")} actions={conflicts} />
      <SettingsTabs />
      <Loaded query={query} skeleton={<SkeletonLines lines={14} />}>
        {(answer) => <Editor key={answer.version} answer={answer} />}
      </Loaded>
    </Page>
  );
}
