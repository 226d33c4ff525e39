import { useTranslation } from "react-i18next";
import { useFormat } from "../../ui/format/use-format.ts";
import { Panel } from "../../ui/parts/Panel.tsx";
import type { Persona, PersonaDifference, PersonaResult } from "./contract.ts";
import styles from "./Personas.module.css";
import { usePersonaText } from "./use-persona-text.tsx";

const MOST = 12;
/** The scale ends here, in standard deviations. */
const END = 3;

function place(d: number): number {
  return ((Math.min(Math.max(d, -END), END) + END) / (2 * END)) * 100;
}

/** The interval on a scale that runs from left to right in every language; the line in its middle is no difference. */
function Interval({ d, from, to }: PersonaDifference) {
  return (
    <div className={styles["track"]} dir="ltr" aria-hidden>
      <span
        className={styles["interval"]}
        data-below={d < 0 || undefined}
        style={{ left: `${place(from)}%`, width: `max(3px, ${place(to) - place(from)}%)` }}
      />
      <span className={styles["tick"]} style={{ left: "50%" }} />
    </div>
  );
}

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
            <Interval {...one} />
          </li>
        ))}
      </ul>
    </Panel>
  );
}
