import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Failure } from "../api.ts";
import styles from "./ProblemNote.module.css";

type ProblemNoteProps = {
  error: unknown;
  /** What is safe all the same: "Your mapping is kept." */
  kept?: string;
  /** Asks again. */
  onRetry?: () => void;
};

const KNOWN = [
  "unreachable",
  "unauthenticated",
  "forbidden",
  "not_found",
  "too_large",
  "too_many",
  "unavailable",
  "timeout",
] as const;

/** Says what happened, what was kept and what to do. */
export function ProblemNote({ error, kept, onRetry }: ProblemNoteProps) {
  const { t } = useTranslation();
  const problem = error instanceof Failure ? error.problem : null;
  const known = KNOWN.find((code) => code === problem?.code);
  const happened = known ? t(`problem.${known}.happened`) : t("problem.other.happened");
  const fix = known ? t(`problem.${known}.fix`) : t("problem.other.fix");
  const own = problem?.message && (!known || known === "not_found");
  return (
    <div role="alert" className={styles["note"]}>
      <p className={styles["happened"]}>
        <bdi>{own ? problem.message : happened}</bdi>
      </p>
      {kept && <p>{kept}</p>}
      <p className={styles["fix"]}>
        <bdi>{problem?.fix ?? fix}</bdi>
      </p>
      {onRetry && (
        <Button variant="default" size="xs" onClick={onRetry}>
          {t("problem.retry")}
        </Button>
      )}
    </div>
  );
}
