import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { ProblemNote } from "../../ui/parts/ProblemNote.tsx";
import type { SegmentLine } from "./contract.ts";
import { useBringBack } from "./use-deleted.tsx";

type Props = { segment: Pick<SegmentLine, "id" | "name">; size?: "compact-xs" | "sm" };

/** Brings a deleted segment back; says so where it cannot be. */
export function BringBack({ segment, size = "sm" }: Props) {
  const { t } = useTranslation();
  const back = useBringBack(segment);
  return (
    <>
      <Button
        size={size}
        variant="default"
        aria-label={t("segments.deleted.bringBackName", { name: segment.name })}
        loading={back.isPending}
        onClick={() => back.mutate()}
      >
        {t("segments.deleted.bringBack")}
      </Button>
      {back.error && <ProblemNote error={back.error} />}
    </>
  );
}
