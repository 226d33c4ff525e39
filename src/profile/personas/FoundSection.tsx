import { useTranslation } from "react-i18next";
import { PlainTable } from "../../ui/chart/PlainTable.tsx";
import { useFormat } from "../../ui/format/use-format.ts";
import { EmptyState } from "../../ui/parts/EmptyState.tsx";
import { Explained } from "../../ui/parts/Explained.tsx";
import { InfoIcon } from "../../ui/parts/icons.tsx";
import { Panel } from "../../ui/parts/Panel.tsx";
import type { PersonaResult } from "./contract.ts";
import { PersonaCard } from "./PersonaCard.tsx";
import styles from "./Personas.module.css";

/** How each number of kinds fared. */
function Tried({ result }: { result: PersonaResult }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { tried } = result.search;
  if (tried.length === 0) return null;
  const data = {
    head: [
      t("personas.tried.kinds"),
      t("personas.tried.stability"),
      t("personas.tried.tighter"),
      t("personas.tried.smallest"),
    ],
    rows: tried.map(({ kinds, stability, tighter, smallest }) => [
      format.number(kinds),
      format.percent(stability, 0),
      format.signed(tighter, 2),
      format.number(smallest),
    ]),
  };
  return (
    <Explained label={t("personas.tried.title")} icon={<InfoIcon />}>
      <strong>{t("personas.tried.title")}</strong>
      <p>{t("personas.tried.text")}</p>
      <PlainTable label={t("personas.tried.title")} data={data} />
    </Explained>
  );
}

/** The personas that were found, with how well they hold, or why there are none. */
export function FoundSection({ result }: { result: PersonaResult }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { search, known, needed } = result;
  const found = result.personas.filter(({ kind }) => kind === "found");
  if (search.why !== null) {
    return (
      <Panel title={t("personas.foundTitle")} actions={<Tried result={result} />}>
        <EmptyState title={t(`personas.none.${search.why}.title`)}>
          {t(`personas.none.${search.why}.text`, {
            known: format.number(known),
            needed: format.number(needed),
          })}
        </EmptyState>
      </Panel>
    );
  }
  return (
    <section className={styles["section"]}>
      <h2>
        {t("personas.foundTitle")} <Tried result={result} />
      </h2>
      <p className={styles["muted"]}>
        {t("personas.foundText")}.{" "}
        {t("personas.foundHow", {
          kinds: format.number(search.kinds),
          stability: format.percent(search.stability, 0),
        })}
      </p>
      <div className={styles["cards"]}>
        {found.map((persona) => (
          <PersonaCard key={persona.id} persona={persona} result={result} />
        ))}
      </div>
    </section>
  );
}
