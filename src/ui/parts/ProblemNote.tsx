import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Failure, type ProblemBody } from "../api.ts";
import styles from "./ProblemNote.module.css";
import { SaidText } from "./SaidText.tsx";
import { useFieldName } from "./use-field-name.ts";
import { useWords, type Said } from "./use-words.ts";

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

/** What happened and what to do: by the reason, by the kind of refusal, or as the server says it. */
function useProblemText(): (problem: ProblemBody | null) => { happened: Said; fix: Said } {
  const { t } = useTranslation();
  const words = useWords();
  const fieldName = useFieldName();
  return (problem) => {
    const known = KNOWN.find((code) => code === problem?.code) ?? "other";
    const happened = { text: t(`problem.${known}.happened`), foreign: false };
    const fix = { text: t(`problem.${known}.fix`), foreign: false };
    if (!problem?.message || (known !== "other" && !problem.reason)) return { happened, fix };
    const said = words(problem, "message");
    const todo = words(problem, "fix");
    if (!problem.reason?.startsWith("form.")) return { happened: said, fix: todo.text ? todo : fix };
    const text = t("problem.ofField", { field: fieldName(problem.field ?? ""), message: said.text });
    return { happened: { ...said, text }, fix: { text: t("problem.correct"), foreign: false } };
  };
}

/** Says what happened, what was kept and what to do. */
export function ProblemNote({ error, kept, onRetry }: ProblemNoteProps) {
  const { t } = useTranslation();
  const { happened, fix } = useProblemText()(error instanceof Failure ? error.problem : null);
  return (
    <div role="alert" className={styles["note"]}>
      <p className={styles["happened"]}>
        <SaidText said={happened} />
      </p>
      {kept && <p>{kept}</p>}
      <p className={styles["fix"]}>
        <SaidText said={fix} />
      </p>
      {onRetry && (
        <Button variant="default" size="xs" onClick={onRetry}>
          {t("problem.retry")}
        </Button>
      )}
    </div>
  );
}
