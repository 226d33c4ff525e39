import { Drawer } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import styles from "./BottomBar.module.css";
import { BAR_PAGES, PAGES } from "./navigation.ts";
import { NavigationList } from "./Rail.tsx";
import { useKeptSearch } from "./use-kept-search.ts";

/** The rail on a phone: a bar at the bottom, the rest behind "more". */
export function BottomBar() {
  const { t } = useTranslation();
  const [opened, more] = useDisclosure(false);
  const searchFor = useKeptSearch();
  const pages = BAR_PAGES.flatMap((name) => PAGES.filter((page) => page.name === name));
  return (
    <>
      <nav className={styles["bar"]} aria-label={t("shell.navigation")}>
        {pages.map(({ name, to }) => (
          <Link key={name} to={to} search={searchFor(to)} className={styles["page"]}>
            {t(`shell.page.${name}`)}
          </Link>
        ))}
        <button type="button" className={styles["page"]} onClick={more.open} aria-haspopup="dialog">
          {t("shell.more")}
        </button>
      </nav>
      <Drawer opened={opened} onClose={more.close} position="bottom" size="auto" title={t("shell.more")}>
        <NavigationList onNavigate={more.close} />
      </Drawer>
    </>
  );
}
