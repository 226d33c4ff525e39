import { useTranslation } from "react-i18next";
import { Button } from "@mantine/core";
import { Failure } from "../api.ts";
import { EmptyState } from "../parts/EmptyState.tsx";
import { LinkButton } from "../parts/LinkButton.tsx";
import { ProblemNote } from "../parts/ProblemNote.tsx";

/** What stands in for a page that broke: the rest of the frame goes on working. */
export function Crash({ error, reset }: { error: unknown; reset: () => void }) {
  const { t } = useTranslation();
  if (error instanceof Failure) return <ProblemNote error={error} onRetry={reset} />;
  return (
    <EmptyState
      title={t("problem.crash.happened")}
      action={<Button onClick={reset}>{t("problem.retry")}</Button>}
    >
      {t("problem.crash.fix")}
    </EmptyState>
  );
}

/** An address that leads nowhere. */
export function NotFound() {
  const { t } = useTranslation();
  return (
    <EmptyState
      title={t("problem.nowhere.happened")}
      action={<LinkButton to="/overview">{t("problem.nowhere.action")}</LinkButton>}
    >
      {t("problem.nowhere.fix")}
    </EmptyState>
  );
}
