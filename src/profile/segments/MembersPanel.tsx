import { useTranslation } from "react-i18next";
import { useAddress, word } from "../../ui/address.ts";
import { address } from "../../ui/api.ts";
import { useFormat } from "../../ui/format/use-format.ts";
import { EmptyState } from "../../ui/parts/EmptyState.tsx";
import { SkeletonLines } from "../../ui/parts/Loading.tsx";
import { ProblemNote } from "../../ui/parts/ProblemNote.tsx";
import type { Column } from "../../ui/table/columns.ts";
import { useCustomerColumn } from "../../ui/table/customer-column.tsx";
import { DataTable } from "../../ui/table/DataTable.tsx";
import { useCursorPages } from "../../ui/table/use-cursor-pages.ts";
import styles from "./Segments.module.css";
import { ofSegment } from "./use-segments.tsx";
import type { MembersAnswer, Segment } from "./contract.ts";

type Member = MembersAnswer["members"][number];

const SORTS = ["since", "orders", "revenue", "last_order"] as const;
const FIRST = { sort: "since", descending: true } as const;

function useColumns(): Column<Member>[] {
  const { t } = useTranslation();
  const format = useFormat();
  const column = useCustomerColumn();
  const sorted = { numeric: true, sortable: true };
  return [
    column.name(
      (row) => row.id,
      (row) => row.name ?? row.email ?? row.phone,
    ),
    ...column.reached<Member>(),
    {
      ...{ key: "orders", header: t("customers.orders"), ...sorted },
      text: (row) => format.number(row.orders),
      cell: (row) => <bdi>{format.number(row.orders)}</bdi>,
    },
    {
      ...{ key: "revenue", header: t("customers.revenue"), ...sorted },
      text: (row) => format.money(row.revenue),
      cell: (row) => <bdi>{format.money(row.revenue)}</bdi>,
    },
    {
      ...{ key: "last_order", header: t("customers.lastOrderAt"), ...sorted },
      text: (row) => format.date(row.lastOrderAt),
      cell: (row) => <bdi>{format.date(row.lastOrderAt)}</bdi>,
    },
    {
      ...{ key: "since", header: t("segments.since"), ...sorted },
      text: (row) => format.dateTime(row.since),
      cell: (row) => <bdi>{format.date(row.since)}</bdi>,
    },
  ];
}

function useMembers(segment: Segment) {
  const [search] = useAddress();
  const asked = {
    q: word(search, "find"),
    sort: SORTS.find((name) => name === word(search, "sort")) ?? FIRST.sort,
    order: word(search, "order") ?? "desc",
  };
  const path = ofSegment(segment.id, "/members");
  // The size changes with the members: then they are read again.
  const key = ["segment", segment.id, "members", segment.members];
  const paged = useCursorPages<MembersAnswer>({ key, path, asked });
  return { ...paged, sought: asked.q, csv: address(`${path}.csv`, { q: asked.q }) };
}

/** Who is in the segment, sought and in any order; all of them as a file. */
export function MembersPanel({ segment }: { segment: Segment }) {
  const { t } = useTranslation();
  const columns = useColumns();
  const { query, pages, first, more, sought, csv } = useMembers(segment);
  if (query.error) return <ProblemNote error={query.error} onRetry={() => void query.refetch()} />;
  if (!first) return <SkeletonLines lines={8} />;
  return (
    <>
      <DataTable
        label={t("segments.membersOf", { name: segment.name })}
        columns={columns}
        rows={pages.flatMap((page) => page.members)}
        rowKey={(row) => row.id}
        href={(row) => `/customers/${row.id}`}
        first={FIRST}
        served={{ total: first.total, more, csv, findLabel: t("segments.findMember") }}
        empty={
          sought === undefined ? (
            <EmptyState title={t("segments.nobody")}>{t("segments.nobodyText")}</EmptyState>
          ) : (
            <EmptyState title={t("segments.nobodyFits")}>{t("segments.nobodyFitsText")}</EmptyState>
          )
        }
      />
      {first.capped && <p className={styles["quiet"]}>{t("segments.capped")}</p>}
    </>
  );
}
