import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../ui/format/use-format.ts";
import { Panel } from "../../ui/parts/Panel.tsx";
import { ProblemNote } from "../../ui/parts/ProblemNote.tsx";
import { Work } from "../../ui/parts/Work.tsx";
import { useMay } from "../../ui/shell/use-workspace.ts";
import { useRuns } from "./use-runs.tsx";

const STAGES = ["load", "block", "compare", "train", "score", "group", "store"] as const;

/** The run that goes on now, how far it is, and a way to stop it. */
export function RunWork() {
  const { t } = useTranslation();
  const format = useFormat();
  const may = useMay("identity:write");
  const { open, cancel } = useRuns();
  if (!open) return null;
  const { id, status, stage, loaded } = open;
  const label =
    status === "undoing"
      ? t("matches.undo.undoing")
      : t(`matches.stage.${stage ?? "waiting"}`, { n: format.number(loaded) });
  const share = stage === null ? null : STAGES.indexOf(stage) / STAGES.length;
  const onCancel = may && status !== "undoing" ? () => cancel.mutate(id) : undefined;
  return (
    <Panel title={t("matches.running")}>
      <Work label={label} share={share} onCancel={onCancel} />
      {cancel.error && <ProblemNote error={cancel.error} />}
    </Panel>
  );
}

/** Starts a run; not there while one goes on, or for those who may not. */
export function StartButton() {
  const { t } = useTranslation();
  const may = useMay("identity:write");
  const { open, start, query } = useRuns();
  if (!may || open || !query.isSuccess) return null;
  return (
    <>
      <Button variant="default" loading={start.isPending} onClick={() => start.mutate()}>
        {t("matches.start")}
      </Button>
      {start.error && <ProblemNote error={start.error} />}
    </>
  );
}
