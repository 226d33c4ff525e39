import { useTranslation } from "react-i18next";
import { useFormat } from "../../ui/format/use-format.ts";
import { Panel } from "../../ui/parts/Panel.tsx";
import type { Among, PersonaDetails } from "./details-contract.ts";
import styles from "./Personas.module.css";
import { usePersonaText } from "./use-persona-text.tsx";

type LinesProps = {
  title: string;
  lines: readonly Among[];
  name: (value: string) => string;
  of: PersonaDetails["leaving"];
};

function Lines({ title, lines, name, of }: LinesProps) {
  const { t } = useTranslation();
  const format = useFormat();
  if (lines.length === 0) return null;
  return (
    <section className={styles["section"]}>
      <h3>{title}</h3>
      <ul className={styles["lines"]}>
        {lines.map(({ value, customers, others }) => (
          <li key={value} className={styles["apart"]}>
            <span className={styles["name"]}>
              <bdi>{name(value)}</bdi>
            </span>
            <span className={styles["value"]}>
              {format.percent(of.visitors > 0 ? customers / of.visitors : null, 0)}{" "}
              <span className={styles["muted"]}>
                {t("personas.leaving.others", {
                  share: format.percent(of.others > 0 ? others / of.others : null, 0),
                  n: format.number(customers),
                })}
              </span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** From which page, and brought by which channel, customers of a persona were last seen; who unsubscribed or passed on. */
export function LeavingPanel({ details, least }: { details: PersonaDetails; least: number }) {
  const { t } = useTranslation();
  const format = useFormat();
  const text = usePersonaText();
  const { leaving } = details;
  const { pages, channels, unsubscribed, shared } = leaving;
  const ways = [unsubscribed, shared].filter(({ customers, others }) => customers + others >= least);
  const way = (value: string) =>
    t(value === "shared" ? "personas.leaving.shared" : "personas.leaving.unsubscribed");
  const isEmpty = pages.length + channels.length + ways.length === 0;
  return (
    <Panel
      title={t("personas.leaving.title")}
      subtitle={t("personas.leaving.text", { least: format.number(least) })}
    >
      {isEmpty && (
        <p>{t(leaving.visitors + leaving.others > 0 ? "personas.leaving.few" : "personas.leaving.none")}</p>
      )}
      <Lines title={t("personas.leaving.pages")} lines={pages} name={(page) => page} of={leaving} />
      <Lines title={t("personas.leaving.channels")} lines={channels} name={text.channel} of={leaving} />
      <Lines title={t("personas.leaving.ways")} lines={ways} name={way} of={leaving} />
    </Panel>
  );
}
