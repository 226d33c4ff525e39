import type { ReactNode } from "react";
import styles from "./Page.module.css";

/** The parts of a page, one below the other. */
export function Page({ children }: { children: ReactNode }) {
  return <div className={styles["page"]}>{children}</div>;
}

/** Parts side by side where there is room; `wide` gives the first one more. */
export function Columns({ children, wide = false }: { children: ReactNode; wide?: boolean }) {
  return (
    <div className={styles["columns"]} data-wide={wide || undefined}>
      {children}
    </div>
  );
}
