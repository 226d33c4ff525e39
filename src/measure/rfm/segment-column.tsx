import { useTranslation } from "react-i18next";
import { MakeSegment } from "../../ui/conditions/MakeSegment.tsx";
import { useMay } from "../../ui/shell/use-workspace.ts";
import type { Column } from "../../ui/table/columns.ts";
import type { RfmSet } from "./list-contract.ts";
import { ruleOfSet } from "../../ui/figures/rfm-rule.ts";

/** A column that makes each row a segment; none for those who may not write segments. */
export function useSegmentColumn<Row>(
  setOf: (row: Row) => RfmSet,
  nameOf: (row: Row) => string,
): Column<Row>[] {
  const { t } = useTranslation();
  const may = useMay("segments:write");
  if (!may) return [];
  const cell = (row: Row) => {
    const rule = ruleOfSet(setOf(row));
    return rule && <MakeSegment rule={rule} name={nameOf(row)} isOneOfMany />;
  };
  return [{ key: "actions", header: t("conditions.make.column"), text: () => "", cell }];
}
