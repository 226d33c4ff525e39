import { useTranslation } from "react-i18next";
import { Panel } from "../../ui/parts/Panel.tsx";
import type { Persona } from "./contract.ts";
import { playsOf } from "./plays-contract.ts";
import styles from "./Personas.module.css";

/** What to do with a persona. */
export function PlaysPanel({ persona }: { persona: Persona }) {
  const { t } = useTranslation();
  return (
    <Panel title={t("personas.plays.title")}>
      <div className={styles["plays"]}>
        {playsOf(persona).map((play) => (
          <div key={play}>
            <h3>{t(`personas.play.${play}.title`)}</h3>
            <p>{t(`personas.play.${play}.text`)}</p>
          </div>
        ))}
      </div>
    </Panel>
  );
}
