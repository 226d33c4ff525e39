import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../ui/format/use-format.ts";
import { Parts } from "../../ui/parts/Parts.tsx";
import { Sparkline } from "../../ui/parts/Sparkline.tsx";
import type { Column } from "../../ui/table/columns.ts";
import { SegmentStatus, useStatusText } from "./SegmentStatus.tsx";
import styles from "./Segments.module.css";
import { useSizes } from "./use-segments.tsx";
import type { SegmentLine } from "./contract.ts";
import { useKindColumn } from "./kind-column.tsx";

/** A small line of a segment's size over the last months; the page of the segment has it in full. */
function Past({ values }: { values: readonly (number | null)[] }) {
  return (
    <span className={styles["past"]} dir="ltr">
      <Sparkline values={values} />
    </span>
  );
}

function Name({ segment }: { segment: SegmentLine }) {
  return (
    <div className={styles["name"]}>
      <Link to="/segments/$id" params={{ id: String(segment.id) }}>
        <bdi>{segment.name}</bdi>
      </Link>{" "}
      <SegmentStatus segment={segment} />
    </div>
  );
}

/** The columns of a list of segments. */
export function useSegmentColumns(): Column<SegmentLine>[] {
  const { t } = useTranslation();
  const format = useFormat();
  const kind = useKindColumn();
  const status = useStatusText();
  const past = useSizes();
  const filed = ({ folder, tags }: SegmentLine) => [folder, ...tags].filter(Boolean);
  return [
    {
      key: "name",
      header: t("segments.name"),
      main: true,
      sortable: true,
      text: (row) => row.name,
      cell: (row) => <Name segment={row} />,
    },
    {
      key: "members",
      header: t("segments.members"),
      numeric: true,
      sortable: true,
      text: (row) => (row.status === "failed" ? status(row) : format.number(row.members)),
      value: (row) => row.members,
      cell: (row) => <bdi>{format.number(row.members)}</bdi>,
    },
    {
      key: "past",
      header: t("segments.past"),
      text: () => "",
      cell: (row) => <Past values={past?.get(row.id) ?? []} />,
    },
    {
      key: "filed",
      header: t("segments.filed"),
      text: (row) => filed(row).join(", "),
      cell: (row) => (
        <span>
          <Parts parts={filed(row)} />
        </span>
      ),
    },
    kind,
    {
      key: "changedAt",
      header: t("segments.changedAt"),
      numeric: true,
      sortable: true,
      text: (row) => format.date(row.changedAt),
      value: (row) => row.changedAt,
      cell: (row) => <bdi>{format.date(row.changedAt)}</bdi>,
    },
  ];
}
