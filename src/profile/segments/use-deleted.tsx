import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { send } from "../../ui/api.ts";
import { toast } from "../../ui/parts/toast.ts";
import type { Segment, SegmentLine } from "./contract.ts";
import { ofSegment } from "./use-segments.tsx";

type Named = Pick<SegmentLine, "id" | "name">;

/** Brings a deleted segment back, and says by which name where its own is taken. */
export function useBringBack({ id, name }: Named) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => send<Segment>("POST", ofSegment(id, "/undelete")),
    onSuccess: (back) => {
      const isRenamed = back.name !== name;
      toast(
        isRenamed
          ? t("segments.deleted.backAs", { name, now: back.name })
          : t("segments.deleted.back", { name }),
      );
      return queries.invalidateQueries();
    },
  });
}
