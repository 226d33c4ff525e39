import { useTranslation } from "react-i18next";
import { MakeSegment } from "../../ui/conditions/MakeSegment.tsx";
import { Panel } from "../../ui/parts/Panel.tsx";
import type { Persona } from "./contract.ts";
import { ruleOfPlay } from "./play-rules-contract.ts";
import { playsOf, type Play } from "./plays-contract.ts";
import styles from "./Personas.module.css";
import { usePersonaText } from "./use-persona-text.tsx";

/** Makes a segment of those whom a play is for. */
function ForPlay({ persona, play }: { persona: Persona; play: Play }) {
  const { t } = useTranslation();
  const text = usePersonaText();
  const rule = ruleOfPlay(persona.id, play);
  if (!rule) return null;
  const name = `${text.name(persona)}: ${t(`personas.play.${play}.title`)}`;
  return <MakeSegment rule={rule} name={name} isOneOfMany />;
}

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
            <ForPlay persona={persona} play={play} />
          </div>
        ))}
      </div>
    </Panel>
  );
}
