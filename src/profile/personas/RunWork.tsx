import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Panel } from "../../ui/parts/Panel.tsx";
import { ProblemNote } from "../../ui/parts/ProblemNote.tsx";
import { Work } from "../../ui/parts/Work.tsx";
import { useMay } from "../../ui/shell/use-workspace.ts";
import { usePersonas } from "./use-personas.tsx";

/** The search that goes on, how far it is, and a way to stop it; or that the last one failed. */
export function RunWork() {
  const { t } = useTranslation();
  const may = useMay("workspace:write");
  const { run, open, cancel } = usePersonas();
  if (run?.status === "failed") return <p role="status">{t("personas.failed")}</p>;
  if (!open) return null;
  const onCancel = may ? () => cancel.mutate(open.id) : undefined;
  return (
    <Panel title={t("personas.running")}>
      <Work
        label={t(`personas.stage.${open.stage ?? "waiting"}`)}
        share={open.stage === "search" ? open.share : null}
        onCancel={onCancel}
      />
      {cancel.error && <ProblemNote error={cancel.error} />}
    </Panel>
  );
}

/** Starts a search; not there while one goes on, or for those who may not. */
export function LookButton() {
  const { t } = useTranslation();
  const may = useMay("workspace:write");
  const { query, open, look } = usePersonas();
  if (!may || open || !query.isSuccess) return null;
  return (
    <>
      <Button variant="default" loading={look.isPending} onClick={() => look.mutate()}>
        {t("personas.look")}
      </Button>
      {look.error && <ProblemNote error={look.error} />}
    </>
  );
}
