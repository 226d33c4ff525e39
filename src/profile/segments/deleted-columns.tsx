import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../ui/format/use-format.ts";
import { useWho } from "../../ui/shell/use-who.ts";
import { useMay } from "../../ui/shell/use-workspace.ts";
import type { Column } from "../../ui/table/columns.ts";
import { BringBack } from "./BringBack.tsx";
import type { SegmentLine } from "./contract.ts";
import { useKindColumn } from "./kind-column.tsx";

/** The columns of a list of deleted segments: when, by whom, and until when each can be brought back. */
export function useDeletedColumns(): Column<SegmentLine>[] {
  const { t } = useTranslation();
  const format = useFormat();
  const kind = useKindColumn();
  const who = useWho();
  const may = useMay("segments:write");
  const at = ({ deleted }: SegmentLine) => (deleted ? format.dateTime(deleted.at) : "");
  const by = ({ deleted }: SegmentLine) => (deleted ? who(deleted.by) : "");
  const until = ({ deleted }: SegmentLine) => (deleted ? format.date(deleted.until) : "");
  return [
    {
      key: "name",
      header: t("segments.name"),
      main: true,
      sortable: true,
      text: (row) => row.name,
      cell: (row) => (
        <Link to="/segments/$id" params={{ id: String(row.id) }}>
          <bdi>{row.name}</bdi>
        </Link>
      ),
    },
    kind,
    {
      key: "deletedAt",
      header: t("segments.deleted.at"),
      sortable: true,
      text: at,
      value: (row) => row.deleted?.at ?? "",
      cell: (row) => <bdi>{at(row)}</bdi>,
    },
    {
      key: "deletedBy",
      header: t("segments.deleted.by"),
      text: by,
      cell: (row) => <bdi>{by(row)}</bdi>,
    },
    {
      key: "until",
      header: t("segments.deleted.until"),
      text: until,
      cell: (row) => <bdi>{until(row)}</bdi>,
    },
    ...(may
      ? [
          {
            key: "bringBack",
            header: t("segments.deleted.bringBack"),
            text: () => "",
            cell: (row: SegmentLine) => <BringBack size="compact-xs" segment={row} />,
          },
        ]
      : []),
  ];
}
