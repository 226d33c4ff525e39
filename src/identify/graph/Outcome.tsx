import { useTranslation } from "react-i18next";
import { useFormat } from "../../ui/format/use-format.ts";
import styles from "./IdentityView.module.css";
import { Mark } from "./marks.tsx";
import type { DecidedAnswer } from "./contract.ts";

/** So many identifiers tell one customer from another. */
const SHOWN = 6;

/** The customers that would come of a decision, each with its identifiers. */
export function Outcome({ profiles }: Pick<DecidedAnswer, "profiles">) {
  const { t } = useTranslation();
  const format = useFormat();
  const count = profiles.length;
  return (
    <section aria-live="polite" className={styles["outcome"]}>
      <h3>{t("identity.outcome", { count, n: format.number(count) })}</h3>
      <ol>
        {profiles.map(({ id, identifiers }) => (
          <li key={id}>
            <bdi className={styles["quiet"]}>{id}</bdi>
            <ul className={styles["chips"]}>
              {identifiers.slice(0, SHOWN).map(({ type, value }) => (
                <li key={`${type} ${value}`}>
                  <Mark type={type} /> <bdi>{value}</bdi>
                </li>
              ))}
              {identifiers.length > SHOWN && (
                <li>{t("customer.moreItems", { n: format.number(identifiers.length - SHOWN) })}</li>
              )}
            </ul>
          </li>
        ))}
      </ol>
    </section>
  );
}
