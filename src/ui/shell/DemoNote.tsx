import { Button } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { send } from "../api.ts";
import { ConfirmByName } from "../parts/ConfirmByName.tsx";
import { Panel } from "../parts/Panel.tsx";
import { ProblemNote } from "../parts/ProblemNote.tsx";
import { demoQuery } from "./demo-query.ts";
import { useMay } from "./use-workspace.ts";

/** Where the demo shop is loaded: says that nothing here is real, and takes it out again. */
export function DemoNote() {
  const { t } = useTranslation();
  const may = useMay("workspace:write");
  const queries = useQueryClient();
  const [asking, ask] = useDisclosure(false);
  const { data } = useQuery(demoQuery);
  const remove = useMutation({
    mutationFn: () => send("DELETE", "/api/v1/demo"),
    onSuccess: () => queries.invalidateQueries({ queryKey: demoQuery.queryKey }),
  });
  if (data?.state !== "loaded" && data?.state !== "cancelled") return null;
  const action = may && (
    <Button variant="default" size="xs" loading={remove.isPending} onClick={ask.open}>
      {t("demo.remove")}
    </Button>
  );
  return (
    <Panel title={t("demo.title")} subtitle={t("demo.text")} actions={action}>
      {remove.error && <ProblemNote error={remove.error} />}
      <ConfirmByName
        opened={asking}
        onClose={ask.close}
        title={t("demo.removeTitle")}
        consequence={t("demo.removeText")}
        name={t("demo.name")}
        action={t("demo.remove")}
        onConfirm={() => (remove.mutate(), ask.close())}
      />
    </Panel>
  );
}
