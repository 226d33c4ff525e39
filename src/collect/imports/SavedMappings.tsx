import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { z } from "zod";
import { get } from "../../ui/api.ts";
import { useFormat } from "../../ui/format/use-format.ts";
import { Facts } from "../../ui/parts/Facts.tsx";
import { Panel } from "../../ui/parts/Panel.tsx";
import { RemoveButton } from "../../ui/parts/RemoveButton.tsx";
import { useMay } from "../../ui/shell/use-workspace.ts";
import type { SavedMappingListSchema } from "./contract.ts";

const pathOf = (name: string) => `/api/v1/import-mappings/${encodeURIComponent(name)}`;

/** The mappings that were saved by name. */
export function useSavedMappings() {
  return useQuery({
    queryKey: ["imports", "mappings"],
    queryFn: ({ signal }) =>
      get<z.infer<typeof SavedMappingListSchema>>("/api/v1/import-mappings", {}, signal),
  });
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
                {may && (
                  <RemoveButton
                    path={pathOf(one.name)}
                    again={one.mapping}
                    said={t("imports.mappingRemoved")}
                  />
                )}
              </span>,
            ] as const,
        )}
      </Facts>
    </Panel>
  );
}
