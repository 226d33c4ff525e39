import { Button, Progress } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useDuration } from "../format/use-duration.ts";
import { useFormat } from "../format/use-format.ts";
import styles from "./Work.module.css";

type WorkProps = {
  label: string;
  /** From 0 to 1; null where it cannot be known. */
  share: number | null;
  /** "84,000 lines a second". */
  rate?: string | undefined;
  secondsLeft?: number | null;
  onCancel?: (() => void) | undefined;
};

/** Long work: how far, how fast, how long still, and a way to stop it. */
export function Work({ label, share, rate, secondsLeft, onCancel }: WorkProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const duration = useDuration();
  const percent = share === null ? 100 : Math.min(share, 1) * 100;
  const left = secondsLeft == null ? null : t("work.left", { time: duration.seconds(secondsLeft) });
  return (
    <div className={styles["work"]}>
      <div className={styles["line"]}>
        <span>{label}</span>
        <span className={styles["numbers"]}>
          {[share === null ? null : format.percent(share, 0), rate, left].filter(Boolean).join(" · ")}
        </span>
      </div>
      <Progress value={percent} animated={share === null} aria-label={label} size="md" />
      {onCancel && (
        <Button variant="default" size="xs" onClick={onCancel}>
          {t("work.cancel")}
        </Button>
      )}
    </div>
  );
}
