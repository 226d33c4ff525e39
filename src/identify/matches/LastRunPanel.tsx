import { Button, Group, Modal, Stack, Textarea } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../ui/format/use-format.ts";
import { Facts } from "../../ui/parts/Facts.tsx";
import { Panel } from "../../ui/parts/Panel.tsx";
import { ProblemNote } from "../../ui/parts/ProblemNote.tsx";
import { useWho } from "../../ui/shell/use-who.ts";
import { useMay } from "../../ui/shell/use-workspace.ts";
import type { MatchModel, MatchRun } from "./model-contract.ts";
import { useRuns } from "./use-runs.tsx";

/** Undoes all that a run joined by itself, with a reason. */
export function UndoRunButton({ run }: { run: MatchRun }) {
  const { t } = useTranslation();
  const [opened, modal] = useDisclosure(false);
  const [reason, setReason] = useState("");
  const { undo, open } = useRuns();
  if (!useMay("identity:write") || run.joined === 0 || open) return null;
  const submit = () => undo.mutate({ id: run.id, reason }, { onSuccess: modal.close });
  return (
    <>
      <Button size="compact-sm" variant="default" onClick={modal.open}>
        {t("matches.undo.do")}
      </Button>
      <Modal
        opened={opened}
        onClose={modal.close}
        title={t("matches.undo.do")}
        transitionProps={{ duration: 0 }}
      >
        <Stack>
          <p>{t("matches.undo.text")}</p>
          <Textarea
            label={t("matches.undo.why")}
            required
            data-autofocus
            maxLength={500}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
          {undo.error && <ProblemNote error={undo.error} />}
          <Group justify="end">
            <Button loading={undo.isPending} disabled={reason.trim() === ""} onClick={submit}>
              {t("matches.undo.do")}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  );
}

/** When the last run was, who asked for it, and what it came to. */
export function LastRunPanel({ run, model }: { run: MatchRun; model: MatchModel }) {
  const { t } = useTranslation();
  const format = useFormat();
  const who = useWho();
  const lines: [string, string][] = [
    [t("matches.last.at"), format.dateTime(run.finishedAt)],
    [t("matches.last.by"), who(run.askedBy)],
    [t("matches.last.records"), format.number(model.records)],
    [t("matches.last.pairs"), format.number(model.pairs)],
    [t("matches.last.labels"), format.number(model.labels)],
    [t("matches.last.joined"), format.number(run.joined)],
  ];
  if (run.undoneAt) lines.push([t("matches.last.undone"), format.dateTime(run.undoneAt)]);
  return (
    <Panel title={t("matches.last.title")} actions={<UndoRunButton run={run} />}>
      <Facts>{lines.map(([name, value]) => [name, <bdi key={name}>{value}</bdi>])}</Facts>
    </Panel>
  );
}
