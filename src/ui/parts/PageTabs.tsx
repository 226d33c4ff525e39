import type { ReactNode } from "react";
import styles from "./PageTabs.module.css";

/** Links between pages that belong together; the one of this page is marked. */
export function PageTabs({ name, children }: { name: string; children: ReactNode }) {
  return (
    <nav className={styles["tabs"]} aria-label={name}>
      {children}
    </nav>
  );
}
