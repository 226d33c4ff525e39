import { useQuery } from "@tanstack/react-query";
import { Outlet } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { SkeletonLines } from "../parts/Loading.tsx";
import { AsOfProvider } from "./AsOf.tsx";
import { BottomBar } from "./BottomBar.tsx";
import { Header } from "./Header.tsx";
import { Rail } from "./Rail.tsx";
import { RunningWork } from "./RunningWork.tsx";
import { Search } from "./Search.tsx";
import { workspaceQuery } from "./session.ts";
import styles from "./Shell.module.css";

function Frame({ work, children }: { work?: ReactNode; children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <AsOfProvider>
      <a href="#main" className={styles["skip"]}>
        {t("shell.skip")}
      </a>
      <div className={styles["shell"]}>
        <Rail />
        <div className={styles["side"]}>
          <Header />
          {work}
          <main id="main" tabIndex={-1} className={styles["main"]}>
            {children}
          </main>
        </div>
      </div>
      <BottomBar />
      <Search />
    </AsOfProvider>
  );
}

/** The frame of every page: rail, header, the page, and the bar on a phone. */
export function Shell() {
  useQuery(workspaceQuery);
  return (
    <Frame work={<RunningWork />}>
      <Outlet />
    </Frame>
  );
}

/** The frame at once, while it is still found out who is there. */
export function ShellToCome() {
  return (
    <Frame>
      <SkeletonLines lines={8} />
    </Frame>
  );
}
