import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { send } from "../../ui/api.ts";
import { useFormat } from "../../ui/format/use-format.ts";
import { Panel } from "../../ui/parts/Panel.tsx";
import { ProblemNote } from "../../ui/parts/ProblemNote.tsx";
import { Work } from "../../ui/parts/Work.tsx";
import type { ImportView } from "./contract.ts";

/** How far an import is, how fast, how long still; and the way to stop it. */
export function ImportWork({ job, may }: { job: ImportView; may: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  const queries = useQueryClient();
  const cancel = useMutation({
    mutationFn: () => send("POST", `/api/v1/imports/${job.id}/cancel`),
    onSuccess: () => queries.invalidateQueries({ queryKey: ["imports"] }),
  });
  const { rows, total, rate, secondsLeft } = job.progress;
  const stoppable = may && job.status !== "undoing" && job.status !== "finishing";
  return (
    <Panel>
      <Work
        label={t(`imports.status.${job.status}`)}
        share={total ? rows / total : null}
        rate={rate > 0 ? t("work.linesRate", { count: Math.round(rate), n: format.number(rate) }) : undefined}
        secondsLeft={secondsLeft}
        onCancel={stoppable ? () => cancel.mutate() : undefined}
      />
      {cancel.error && <ProblemNote error={cancel.error} />}
    </Panel>
  );
}
