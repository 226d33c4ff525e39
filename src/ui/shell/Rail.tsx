import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Mark } from "../parts/icons.tsx";
import { NAVIGATION } from "./navigation.ts";
import { useKeptSearch } from "./use-kept-search.ts";
import styles from "./Rail.module.css";

/** The sections with their pages. */
export function NavigationList({ onNavigate }: { onNavigate?: () => void }) {
  const { t } = useTranslation();
  const searchFor = useKeptSearch();
  return NAVIGATION.map(({ section, pages }) => (
    <div key={section} className={styles["section"]}>
      <div className={styles["heading"]}>{t(`shell.section.${section}`)}</div>
      {pages.map(({ name, to }) => (
        <Link key={name} to={to} search={searchFor(to)} className={styles["page"]} onClick={onNavigate}>
          {t(`shell.page.${name}`)}
        </Link>
      ))}
    </div>
  ));
}

/** The rail at the start side. */
export function Rail() {
  const { t } = useTranslation();
  return (
    <nav className={styles["rail"]} aria-label={t("shell.navigation")}>
      <Link to="/overview" className={styles["brand"]}>
        <Mark />
        {t("shell.product")}
      </Link>
      <NavigationList />
    </nav>
  );
}
