import { Button } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { z } from "zod";
import { get, send } from "../../ui/api.ts";
import { useFormat } from "../../ui/format/use-format.ts";
import { Facts } from "../../ui/parts/Facts.tsx";
import { Panel } from "../../ui/parts/Panel.tsx";
import { toast } from "../../ui/parts/toast.ts";
import { useMay } from "../../ui/shell/use-workspace.ts";
import type { SavedMappingListSchema, SavedMappingSchema } from "./contract.ts";

type Saved = z.infer<typeof SavedMappingSchema>;

const pathOf = (name: string) => `/api/v1/import-mappings/${encodeURIComponent(name)}`;

/** The mappings that were saved by name. */
export function useSavedMappings() {
  return useQuery({
    queryKey: ["imports", "mappings"],
    queryFn: ({ signal }) =>
      get<z.infer<typeof SavedMappingListSchema>>("/api/v1/import-mappings", {}, signal),
  });
}

function RemoveMapping({ saved }: { saved: Saved }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const refresh = () => queries.invalidateQueries({ queryKey: ["imports", "mappings"] });
  const back = () => void send("PUT", pathOf(saved.name), saved.mapping).then(refresh);
  const remove = useMutation({
    mutationFn: () => send("DELETE", pathOf(saved.name)),
    onSuccess: () => (toast(t("imports.mappingRemoved"), { label: t("words.undo"), run: back }), refresh()),
  });
  return (
    <Button size="compact-xs" variant="default" onClick={() => remove.mutate()}>
      {t("words.remove")}
    </Button>
  );
}

/** The saved mappings, to look at and to remove. */
export function SavedMappings() {
  const { t } = useTranslation();
  const format = useFormat();
  const may = useMay("imports:write");
  const saved = useSavedMappings().data?.mappings ?? [];
  if (saved.length === 0) return null;
  return (
    <Panel title={t("imports.savedMappings")}>
      <Facts>
        {saved.map(
          (one) =>
            [
              <bdi key="name">{one.name}</bdi>,
              <span key="value">
                {t(`imports.kinds.${one.mapping.kind}`)} · {format.date(one.updatedAt)}{" "}
                {may && <RemoveMapping saved={one} />}
              </span>,
            ] as const,
        )}
      </Facts>
    </Panel>
  );
}
