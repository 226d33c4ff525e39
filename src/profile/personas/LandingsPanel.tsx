import { useTranslation } from "react-i18next";
import { useFormat } from "../../ui/format/use-format.ts";
import { Panel } from "../../ui/parts/Panel.tsx";
import type { Landing, PersonaDetails } from "./details-contract.ts";
import styles from "./Personas.module.css";

function Line({ page, visits, bounced, interval, otherVisits, otherBounced, customers }: Landing) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <li className={styles["apart"]}>
      <span className={styles["name"]}>
        <bdi>{page}</bdi>{" "}
        <span className={styles["muted"]}>
          {t("personas.landings.counts", {
            bounced: format.number(bounced),
            visits: format.number(visits),
            customers: format.number(customers),
          })}
        </span>
      </span>
      <span className={styles["value"]}>
        {t("personas.landings.share", {
          share: format.percent(bounced / Math.max(visits, 1), 0),
          low: format.percent(interval.low, 0),
          high: format.percent(interval.high, 0),
        })}{" "}
        <span className={styles["muted"]}>
          {t("personas.landings.others", {
            share: format.percent(otherBounced / Math.max(otherVisits, 1), 0),
            visits: format.number(otherVisits),
          })}
        </span>
      </span>
    </li>
  );
}

/** Pages that more visits of this persona than of others end at once from. */
export function LandingsPanel({ details, least }: { details: PersonaDetails; least: number }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { landings, leaving } = details;
  const none = leaving.visitors + leaving.others === 0 ? "nothing" : "none";
  return (
    <Panel
      title={t("personas.landings.title")}
      subtitle={t("personas.landings.text", { least: format.number(least) })}
    >
      {landings.length === 0 ? (
        <p>{t(`personas.landings.${none}`)}</p>
      ) : (
        <ul className={styles["lines"]}>
          {landings.map((landing) => (
            <Line key={landing.page} {...landing} />
          ))}
        </ul>
      )}
    </Panel>
  );
}
