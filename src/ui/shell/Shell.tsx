import { useQuery } from "@tanstack/react-query";
import { Outlet } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { AsOfProvider } from "./AsOf.tsx";
import { BottomBar } from "./BottomBar.tsx";
import { Header } from "./Header.tsx";
import { Rail } from "./Rail.tsx";
import { RunningWork } from "./RunningWork.tsx";
import { Search } from "./Search.tsx";
import { workspaceQuery } from "./session.ts";
import styles from "./Shell.module.css";

/** The frame of every page: rail, header, the page, and the bar on a phone. */
export function Shell() {
  const { t } = useTranslation();
  useQuery(workspaceQuery);
  return (
    <AsOfProvider>
      <a href="#main" className={styles["skip"]}>
        {t("shell.skip")}
      </a>
      <div className={styles["shell"]}>
        <Rail />
        <div className={styles["side"]}>
          <Header />
          <RunningWork />
          <main id="main" tabIndex={-1} className={styles["main"]}>
            <Outlet />
          </main>
        </div>
      </div>
      <BottomBar />
      <Search />
    </AsOfProvider>
  );
}
