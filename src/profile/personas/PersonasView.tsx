import { useTranslation } from "react-i18next";
import { useFormat } from "../../ui/format/use-format.ts";
import { EmptyState } from "../../ui/parts/EmptyState.tsx";
import { Loaded, SkeletonLines } from "../../ui/parts/Loading.tsx";
import { Page } from "../../ui/parts/Page.tsx";
import { PageTitle } from "../../ui/parts/PageTitle.tsx";
import { Panel } from "../../ui/parts/Panel.tsx";
import { useAsOf } from "../../ui/shell/AsOf.tsx";
import type { PersonasAnswer } from "./contract.ts";
import { FoundSection } from "./FoundSection.tsx";
import { PersonaCard } from "./PersonaCard.tsx";
import styles from "./Personas.module.css";
import { LookButton, RunWork } from "./RunWork.tsx";
import { SettingsPanel } from "./SettingsPanel.tsx";
import { usePersonas } from "./use-personas.tsx";

function Body({ answer }: { answer: PersonasAnswer }) {
  const { t } = useTranslation();
  const { result, settings } = answer;
  if (!result || result.customers === 0) {
    return (
      <Panel>
        <EmptyState title={t("personas.never")}>{t("personas.neverText")}</EmptyState>
      </Panel>
    );
  }
  const shop = result.personas.filter(({ kind }) => kind === "shop");
  return (
    <>
      <section className={styles["section"]}>
        <h2>{t("personas.shopTitle")}</h2>
        <p className={styles["muted"]}>{t("personas.shopText")}</p>
        <div className={styles["cards"]}>
          {shop.map((persona) => (
            <PersonaCard key={persona.id} persona={persona} result={result} />
          ))}
        </div>
      </section>
      <FoundSection result={result} />
      <SettingsPanel saved={settings} result={result} />
    </>
  );
}

/** Kinds of customers: those of every shop, and those found in the data. */
export function PersonasView() {
  const { t } = useTranslation();
  const format = useFormat();
  const { query } = usePersonas();
  const result = query.data?.result;
  useAsOf(result?.asOf);
  return (
    <Page>
      <PageTitle name={t("shell.page.personas")} subtitle={t("personas.subtitle")} actions={<LookButton />}>
        {result && result.customers > 0
          ? t("personas.title", {
              n: format.number(result.customers),
              kinds: format.number(result.personas.filter(({ customers }) => customers > 0).length),
            })
          : t("shell.page.personas")}
      </PageTitle>
      <RunWork />
      <Loaded query={query} skeleton={<SkeletonLines lines={12} />}>
        {(answer) => <Body answer={answer} />}
      </Loaded>
    </Page>
  );
}
