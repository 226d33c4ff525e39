import { useTranslation } from "react-i18next";
import { useFormat } from "../../ui/format/use-format.ts";
import { Panel } from "../../ui/parts/Panel.tsx";
import styles from "./Personas.module.css";

/** A share of this persona, and the same of all customers where it is known. */
export type Share = { readonly name: string; readonly own: number; readonly all: number | null };

/** Shares as bars, each with a mark at that of all customers; nothing where there are none. */
export function SharesPanel({ title, shares }: { title: string; shares: readonly Share[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const shown = shares.filter(({ own, all }) => own > 0 || (all ?? 0) > 0);
  if (shown.length === 0) return null;
  return (
    <Panel title={title} subtitle={t("personas.sharesText")}>
      <ul className={styles["lines"]}>
        {shown.map(({ name, own, all }) => (
          <li key={name} className={styles["line"]}>
            <span className={styles["name"]}>
              <bdi>{name}</bdi>
            </span>
            <div className={styles["track"]} aria-hidden>
              <span className={styles["bar"]} style={{ width: `${Math.min(own, 1) * 100}%` }} />
              {all !== null && (
                <span
                  className={styles["tick"]}
                  style={{ insetInlineStart: `calc(${Math.min(all, 1) * 100}% - 1px)` }}
                />
              )}
            </div>
            <span className={styles["value"]}>
              {format.percent(own, 0)}{" "}
              {all !== null && (
                <span className={styles["muted"]}>
                  {t("personas.ofAll", { value: format.percent(all, 0) })}
                </span>
              )}
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
