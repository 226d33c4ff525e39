import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useAddress, word } from "../../ui/address.ts";
import { address, get } from "../../ui/api.ts";
import { useFormat } from "../../ui/format/use-format.ts";
import { EmptyState } from "../../ui/parts/EmptyState.tsx";
import { SkeletonLines } from "../../ui/parts/Loading.tsx";
import { Page } from "../../ui/parts/Page.tsx";
import { PageTitle } from "../../ui/parts/PageTitle.tsx";
import { ProblemNote } from "../../ui/parts/ProblemNote.tsx";
import { useMay } from "../../ui/shell/use-workspace.ts";
import type { Column } from "../../ui/table/columns.ts";
import { useCustomerColumn } from "../../ui/table/customer-column.tsx";
import { DataTable } from "../../ui/table/DataTable.tsx";
import type { CompareBehind } from "./contract.ts";
import { useSides } from "./use-comparison.tsx";
import { useLineText } from "./use-line-text.tsx";

const PAGE = 100;
type Row = CompareBehind["rows"][number];

function useBehindLine() {
  const [search] = useAddress();
  const asked = { ...useSides(), line: word(search, "line"), side: word(search, "side") };
  return useInfiniteQuery({
    queryKey: ["compare", "customers", asked],
    initialPageParam: 0,
    queryFn: ({ signal, pageParam }) =>
      get<CompareBehind>("/api/v1/compare/customers", { ...asked, offset: pageParam, limit: PAGE }, signal),
    getNextPageParam: (page, _, offset) => (offset + PAGE < page.total ? offset + PAGE : null),
  });
}

function useColumns(page: CompareBehind | undefined): Column<Row>[] {
  const { t } = useTranslation();
  const text = useLineText();
  const column = useCustomerColumn();
  const name = column.name<Row>(
    (row) => row.profileId,
    (row) => row.name,
  );
  if (!page || page.line.isYesOrNo) return [name];
  const write = ({ value }: Row) => text.value(page.line, value, page.currency);
  const value: Column<Row> = {
    key: "value",
    header: t("compare.value"),
    numeric: true,
    text: write,
    cell: (row) => <bdi>{write(row)}</bdi>,
  };
  return [name, value];
}

/** The customers behind one side of a line: exactly as many as it says. */
export function CompareBehindView() {
  const { t } = useTranslation();
  const format = useFormat();
  const text = useLineText();
  const query = useBehindLine();
  const sides = useSides();
  const first = query.data?.pages[0];
  const columns = useColumns(first);
  const mayExport = useMay("profiles:export");
  const more = query.hasNextPage && !query.isFetchingNextPage ? () => void query.fetchNextPage() : null;
  const line = first ? text.name(first.line) : t("shell.page.customers");
  return (
    <Page>
      <PageTitle
        name={line}
        subtitle={
          first?.sampledFrom
            ? t("compare.sampled", { n: format.number(first.sampledFrom) })
            : t("compare.behindSubtitle")
        }
        actions={<Link to={address("/segments/compare", sides)}>{t("compare.back")}</Link>}
      >
        {first && t("compare.behind", { line, who: `\u2068${text.side(first.set)}\u2069` })}
      </PageTitle>
      {query.error && <ProblemNote error={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <SkeletonLines lines={10} />}
      {first && (
        <DataTable
          label={line}
          columns={columns}
          rows={query.data?.pages.flatMap((page) => page.rows) ?? []}
          rowKey={(row) => row.profileId}
          href={(row) => `/customers/${row.profileId}`}
          served={{ total: first.total, more, ...(!mayExport && { csv: null }) }}
          empty={<EmptyState title={t("behind.nobody")} />}
        />
      )}
    </Page>
  );
}
