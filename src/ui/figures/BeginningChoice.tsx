import { Button } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { FigureNote } from "../../measure/basis/contract.ts";
import { send } from "../api.ts";
import { toast } from "../parts/toast.ts";
import { useMay } from "../shell/use-workspace.ts";

type Beginning = Extract<FigureNote, { code: "data_begins_later" | "business_began" }>;

/** What a person may say against the note: that the business began with its data, or that the data shall tell. */
export function BeginningChoice({ note }: { note: Beginning }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const may = useMay("workspace:write");
  const since = note.since;
  const put = async (businessSince: string | null) => {
    await send("PATCH", "/api/v1/workspace", { businessSince });
    await queries.invalidateQueries();
  };
  const change = useMutation({
    mutationFn: put,
    onSuccess: () =>
      toast(t("basis.beginning.changed"), { label: t("words.undo"), run: () => void put(since) }),
  });
  if (!may) return null;
  const choose = (name: "began" | "fromData", to: string | null) => (
    <Button size="compact-xs" variant="default" loading={change.isPending} onClick={() => change.mutate(to)}>
      {t(`basis.beginning.${name}`)}
    </Button>
  );
  return (
    <>
      {note.code === "data_begins_later" && choose("began", note.dataDay)}{" "}
      {since !== null && choose("fromData", null)}
    </>
  );
}
