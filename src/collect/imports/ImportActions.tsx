import { Button } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { send } from "../../ui/api.ts";
import { ProblemNote } from "../../ui/parts/ProblemNote.tsx";
import { toast } from "../../ui/parts/toast.ts";
import type { ImportView } from "./contract.ts";

/** Undo a finished import whole, at once since it can be run again, or run it again. */
export function ImportActions({ job }: { job: ImportView }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const refresh = () => queries.invalidateQueries();
  const path = `/api/v1/imports/${job.id}`;
  const rerun = useMutation({ mutationFn: () => send("POST", `${path}/rerun`, {}), onSuccess: refresh });
  const undo = useMutation({
    mutationFn: () => send("POST", `${path}/undo`),
    onSuccess: () => (toast(t("imports.undoing")), refresh()),
  });
  const error = undo.error ?? rerun.error;
  return (
    <>
      <Button variant="default" size="xs" loading={rerun.isPending} onClick={() => rerun.mutate()}>
        {t("imports.rerun")}
      </Button>
      {job.status !== "undone" && (
        <Button variant="default" size="xs" loading={undo.isPending} onClick={() => undo.mutate()}>
          {t("imports.undo")}
        </Button>
      )}
      {error && <ProblemNote error={error} />}
    </>
  );
}
