import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { MakeSegment } from "../../ui/conditions/MakeSegment.tsx";
import { useFormat } from "../../ui/format/use-format.ts";
import { useMay } from "../../ui/shell/use-workspace.ts";
import { baseOf, type Persona, type PersonaResult } from "./contract.ts";
import styles from "./Personas.module.css";
import { PriceLine } from "./PriceLevel.tsx";
import { usePersonaText } from "./use-persona-text.tsx";

/** Differences told on a card. */
const TOLD = 3;

/** A persona at a glance; opens its page. */
export function PersonaCard({ persona, result }: { persona: Persona; result: PersonaResult }) {
  const { t } = useTranslation();
  const format = useFormat();
  const text = usePersonaText();
  const { id, customers, revenue, differences } = persona;
  const base = baseOf(persona, result);
  const may = useMay("profiles:read");
  return (
    <article className={styles["card"]}>
      <h3>
        <Link to="/personas/$id" params={{ id }}>
          {text.name(persona)}
        </Link>
      </h3>
      <dl className={styles["numbers"]}>
        <div>
          <dt>{t("personas.customers")}</dt>
          <dd>
            {may && customers > 0 ? (
              <Link to="/personas/$id/customers" params={{ id }}>
                {format.number(customers)}
              </Link>
            ) : (
              format.number(customers)
            )}
          </dd>
        </div>
        <div>
          <dt>{t("personas.ofCustomers")}</dt>
          <dd>{format.percent(base.customers > 0 ? customers / base.customers : null, 0)}</dd>
        </div>
        <div>
          <dt>{t("personas.ofRevenue")}</dt>
          <dd>{format.percent(base.revenue > 0 ? revenue / base.revenue : null, 0)}</dd>
        </div>
      </dl>
      <ul className={styles["lines"]}>
        {differences
          .filter(() => persona.kind === "found")
          .slice(0, TOLD)
          .map(({ measure, mean, others }) => (
            <li key={measure} className={styles["muted"]}>
              {text.measure(measure)}:{" "}
              {t("personas.apart.line", {
                mean: text.value(measure, mean, result.currency),
                others: text.value(measure, others, result.currency),
              })}
            </li>
          ))}
      </ul>
      <PriceLine level={persona.priceLevel ?? null} />
      {persona.kind !== "found" && <p className={styles["muted"]}>{text.definition(persona, result)}</p>}
      <MakeSegment rule={{ persona: id }} name={text.name(persona)} isOneOfMany />
    </article>
  );
}
