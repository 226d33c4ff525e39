import { Popover } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Restated } from "../../measure/basis/contract.ts";
import { RestatedIcon } from "../parts/icons.tsx";
import { useRestatedText } from "./use-restated-text.ts";
import styles from "./RestatedMark.module.css";

/** The mark of a figure that changed after its period was closed; opens what changed it. */
export function RestatedMark({ restated, of }: { restated: Restated | null; of: string }) {
  const { t } = useTranslation();
  const write = useRestatedText();
  if (!restated) return null;
  return (
    <Popover width={280} withinPortal>
      <Popover.Target>
        <button
          type="button"
          className={styles["mark"]}
          aria-label={t("basis.restated.open", { of })}
          title={t("basis.restated.mark")}
        >
          <RestatedIcon />
        </button>
      </Popover.Target>
      <Popover.Dropdown>
        <p className={styles["text"]}>{t("basis.restated.text", { why: write(restated) })}</p>
      </Popover.Dropdown>
    </Popover>
  );
}
