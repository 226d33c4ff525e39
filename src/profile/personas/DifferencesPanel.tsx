import { useTranslation } from "react-i18next";
import { useFormat } from "../../ui/format/use-format.ts";
import { Interval } from "../../ui/parts/Interval.tsx";
import { Panel } from "../../ui/parts/Panel.tsx";
import type { Persona, PersonaResult } from "./contract.ts";
import styles from "./Personas.module.css";
import { usePersonaText } from "./use-persona-text.tsx";

const MOST = 12;
/** What sets a persona apart from all other customers. */
export function DifferencesPanel({ persona, result }: { persona: Persona; result: PersonaResult }) {
  const { t } = useTranslation();
  const format = useFormat();
  const text = usePersonaText();
  return (
    <Panel title={t("personas.apart.title")} subtitle={t("personas.apart.subtitle")}>
      {persona.differences.length === 0 && <p>{t("personas.apart.none")}</p>}
      <ul className={styles["lines"]}>
        {persona.differences.slice(0, MOST).map((one) => (
          <li key={one.measure} className={styles["apart"]}>
            <span className={styles["name"]}>
              {text.measure(one.measure)}{" "}
              <span className={styles["muted"]}>
                {t("personas.apart.line", {
                  mean: text.value(one.measure, one.mean, result.currency),
                  others: text.value(one.measure, one.others, result.currency),
                })}
              </span>
            </span>
            <span className={styles["value"]}>
              {t("personas.apart.d", {
                d: format.signed(one.d, 2),
                from: format.signed(one.from, 2),
                to: format.signed(one.to, 2),
              })}
            </span>
            <div className={styles["scale"]}>
              <Interval d={one.d} from={one.from} to={one.to} />
            </div>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
