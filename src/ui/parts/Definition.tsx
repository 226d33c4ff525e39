import { Popover } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { InfoIcon } from "./icons.tsx";
import styles from "./Definition.module.css";

/** The (i) beside a name: opens what it means. */
export function Definition({ name, children }: { name: string; children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <Popover>
      <Popover.Target>
        <button type="button" className={styles["button"]} aria-label={t("figure.definition", { name })}>
          <InfoIcon />
        </button>
      </Popover.Target>
      <Popover.Dropdown>
        <div className={styles["text"]}>
          <strong>{name}</strong>
          {children}
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
