import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { get } from "../../ui/api.ts";
import { useFormat } from "../../ui/format/use-format.ts";
import { EmptyState } from "../../ui/parts/EmptyState.tsx";
import { SkeletonLines } from "../../ui/parts/Loading.tsx";
import { ProblemNote } from "../../ui/parts/ProblemNote.tsx";
import { useAsOf } from "../../ui/shell/AsOf.tsx";
import type { Column } from "../../ui/table/columns.ts";
import { useCustomerColumn } from "../../ui/table/customer-column.tsx";
import { DataTable } from "../../ui/table/DataTable.tsx";
import { ofSegment } from "./use-segments.tsx";
import type { MembersAnswer, Segment } from "./contract.ts";

type Member = MembersAnswer["members"][number];

const PAGE = 100;

function useColumns(): Column<Member>[] {
  const { t } = useTranslation();
  const format = useFormat();
  const column = useCustomerColumn();
  const plain = (key: "email" | "phone", header: string): Column<Member> => ({
    key,
    header,
    text: (row) => row[key] ?? "",
    cell: (row) => <bdi>{row[key]}</bdi>,
  });
  return [
    column.name(
      (row) => row.id,
      (row) => row.name ?? row.email ?? row.phone,
    ),
    plain("email", t("customers.email")),
    plain("phone", t("segments.phone")),
    {
      key: "since",
      header: t("segments.since"),
      numeric: true,
      text: (row) => format.dateTime(row.since),
      cell: (row) => <bdi>{format.date(row.since)}</bdi>,
    },
  ];
}

/** Who is in the segment, the longest known first; all of them as a file. */
export function MembersPanel({ segment }: { segment: Segment }) {
  const { t } = useTranslation();
  const columns = useColumns();
  const path = ofSegment(segment.id, "/members");
  const query = useInfiniteQuery({
    // The size changes with the members: then they are read again.
    queryKey: ["segment", segment.id, "members", segment.members],
    initialPageParam: "",
    queryFn: ({ signal, pageParam }) => get<MembersAnswer>(path, { cursor: pageParam, limit: PAGE }, signal),
    getNextPageParam: (page) => page.next,
  });
  const first = query.data?.pages[0];
  useAsOf(first?.asOf);
  if (query.error) return <ProblemNote error={query.error} onRetry={() => void query.refetch()} />;
  if (!first) return <SkeletonLines lines={8} />;
  const more = query.hasNextPage && !query.isFetchingNextPage ? () => void query.fetchNextPage() : null;
  return (
    <DataTable
      label={t("segments.membersOf", { name: segment.name })}
      columns={columns}
      rows={query.data?.pages.flatMap((page) => page.members) ?? []}
      rowKey={(row) => row.id}
      href={(row) => `/customers/${row.id}`}
      served={{ total: first.total, more, csv: `${path}.csv` }}
      empty={<EmptyState title={t("segments.nobody")}>{t("segments.nobodyText")}</EmptyState>}
    />
  );
}
