import { useEffect, type ReactNode } from "react";
import styles from "./PageTitle.module.css";

type PageTitleProps = {
  /** The page's name for the window's title. */
  name: string;
  /** The heading, where it says more than the name. */
  children?: ReactNode;
  subtitle?: ReactNode;
  actions?: ReactNode;
};

/** The heading of a page; also names the window. */
export function PageTitle({ name, children, subtitle, actions }: PageTitleProps) {
  useEffect(() => {
    document.title = `${name} · Tenure`;
  }, [name]);
  return (
    <header className={styles["title"]}>
      <div>
        <h1>{children ?? name}</h1>
        {subtitle && <div className={styles["subtitle"]}>{subtitle}</div>}
      </div>
      {actions && <div className={styles["actions"]}>{actions}</div>}
    </header>
  );
}
