import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Mark } from "../parts/icons.tsx";
import styles from "./PlainFrame.module.css";
import { UserMenu } from "./UserMenu.tsx";

/** The frame of pages before the loop: setup, sign in, welcome. */
export function PlainFrame({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <div className={styles["frame"]}>
      <header className={styles["head"]}>
        <span className={styles["brand"]}>
          <Mark />
          {t("shell.product")}
        </span>
        <UserMenu />
      </header>
      <main className={styles["main"]}>{children}</main>
    </div>
  );
}
