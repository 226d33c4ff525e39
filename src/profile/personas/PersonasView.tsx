import { useTranslation } from "react-i18next";
import { useFormat } from "../../ui/format/use-format.ts";
import { EmptyState } from "../../ui/parts/EmptyState.tsx";
import { Loaded, SkeletonLines } from "../../ui/parts/Loading.tsx";
import { Page } from "../../ui/parts/Page.tsx";
import { PageTitle } from "../../ui/parts/PageTitle.tsx";
import { Panel } from "../../ui/parts/Panel.tsx";
import { useAsOf } from "../../ui/shell/AsOf.tsx";
import type { Persona, PersonaResult, PersonasAnswer } from "./contract.ts";
import { FoundSection } from "./FoundSection.tsx";
import { PersonaCard } from "./PersonaCard.tsx";
import styles from "./Personas.module.css";
import { LookButton, RunWork } from "./RunWork.tsx";
import { SettingsPanel } from "./SettingsPanel.tsx";
import { usePersonas } from "./use-personas.tsx";

type DefinedProps = { title: string; text: string; personas: readonly Persona[]; result: PersonaResult };

function Defined({ title, text, personas, result }: DefinedProps) {
  return (
    <section className={styles["section"]}>
      <h2>{title}</h2>
      <p className={styles["muted"]}>{text}</p>
      <div className={styles["cards"]}>
        {personas.map((persona) => (
          <PersonaCard key={persona.id} persona={persona} result={result} />
        ))}
      </div>
    </section>
  );
}

function Body({ answer }: { answer: PersonasAnswer }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { result, settings } = answer;
  if (!result || (result.customers === 0 && !result.accounts)) {
    return (
      <Panel>
        <EmptyState title={t("personas.never")}>{t("personas.neverText")}</EmptyState>
      </Panel>
    );
  }
  const of = (wanted: Persona["kind"]) => result.personas.filter(({ kind }) => kind === wanted);
  const [shop, people] = [of("shop"), of("account")];
  // Where all are people at accounts and nobody ever shopped, the personas of a shop say nothing.
  const shopped = shop.some(({ id, customers }) => customers > 0 && id !== "bounced" && id !== "browser");
  const shows = shopped || result.customers > (result.accounts?.all.customers ?? 0);
  return (
    <>
      {result.accounts && (
        <Defined
          title={t("personas.accountTitle")}
          text={t("personas.accountText", {
            people: format.number(result.accounts.all.customers),
            accounts: format.number(result.accounts.accounts),
          })}
          personas={people}
          result={result}
        />
      )}
      {shows && (
        <Defined
          title={t("personas.shopTitle")}
          text={t("personas.shopText")}
          personas={shop}
          result={result}
        />
      )}
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
