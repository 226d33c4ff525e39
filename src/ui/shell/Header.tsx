import { Kbd } from "@mantine/core";
import { spotlight } from "@mantine/spotlight";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Mark, SearchIcon } from "../parts/icons.tsx";
import { AsOf } from "./AsOf.tsx";
import { UserMenu } from "./UserMenu.tsx";
import styles from "./Header.module.css";

/** The line above every page: search, the instant of the figures, the person. */
export function Header() {
  const { t } = useTranslation();
  return (
    <header className={styles["header"]}>
      <Link to="/overview" className={styles["brand"]} aria-label={t("shell.product")}>
        <Mark />
        <span>{t("shell.product")}</span>
      </Link>
      <button
        type="button"
        className={styles["search"]}
        onClick={spotlight.open}
        aria-label={t("search.open")}
      >
        <SearchIcon />
        <span>{t("search.open")}</span>
        <Kbd size="xs">{t("search.keys")}</Kbd>
      </button>
      <AsOf />
      <UserMenu />
    </header>
  );
}
