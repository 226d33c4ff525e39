import { useTranslation } from "react-i18next";
import type { Column } from "../../ui/table/columns.ts";
import type { SegmentLine } from "./contract.ts";

/** The column of any list of segments that says whether each is a rule or a list. */
export function useKindColumn(): Column<SegmentLine> {
  const { t } = useTranslation();
  const kind = (row: SegmentLine) => t(`segments.kind.${row.kind}`);
  return { key: "kind", header: t("segments.kindName"), text: kind, cell: kind };
}
