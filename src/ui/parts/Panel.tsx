import type { ReactNode } from "react";
import styles from "./Panel.module.css";

type PanelProps = {
  /** What is seen, as a sentence where it can be computed. */
  title?: ReactNode;
  /** Names the measure. */
  subtitle?: ReactNode;
  /** Quiet actions at the end of the title's line. */
  actions?: ReactNode;
  children: ReactNode;
  /** Without inner space, for tables that reach the edge. */
  flush?: boolean;
};

/** A framed part of a page. */
export function Panel({ title, subtitle, actions, children, flush = false }: PanelProps) {
  return (
    <section className={styles["panel"]} data-flush={flush || undefined}>
      {(title || actions) && (
        <header className={styles["head"]}>
          <div>
            {title && <h2>{title}</h2>}
            {subtitle && <p className={styles["subtitle"]}>{subtitle}</p>}
          </div>
          {actions && <div className={styles["actions"]}>{actions}</div>}
        </header>
      )}
      {children}
    </section>
  );
}
