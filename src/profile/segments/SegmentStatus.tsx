import { useTranslation } from "react-i18next";
import { useFormat } from "../../ui/format/use-format.ts";
import type { SegmentLine } from "./contract.ts";
import styles from "./Segments.module.css";

/** Says where a segment stands, where that is not simply "kept up to date". */
export function useStatusText() {
  const { t } = useTranslation();
  const format = useFormat();
  return ({ status, progress }: Pick<SegmentLine, "status" | "progress">): string => {
    if (status !== "computing" || !progress || progress.total === 0) return t(`segments.status.${status}`);
    return t("segments.computingShare", { share: format.percent(progress.done / progress.total, 0) });
  };
}

/** A mark beside a segment that is not simply kept up to date. */
export function SegmentStatus({ segment }: { segment: Pick<SegmentLine, "status" | "progress"> }) {
  const text = useStatusText();
  if (segment.status === "ready") return null;
  return (
    <span className={styles["status"]} data-status={segment.status}>
      {text(segment)}
    </span>
  );
}
