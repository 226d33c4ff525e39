import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { get } from "../../ui/api.ts";
import { useFormat } from "../../ui/format/use-format.ts";
import { EmptyState } from "../../ui/parts/EmptyState.tsx";
import { SkeletonLines } from "../../ui/parts/Loading.tsx";
import { Page } from "../../ui/parts/Page.tsx";
import { PageTitle } from "../../ui/parts/PageTitle.tsx";
import { ProblemNote } from "../../ui/parts/ProblemNote.tsx";
import { useMay } from "../../ui/shell/use-workspace.ts";
import { DataTable } from "../../ui/table/DataTable.tsx";
import type { Column } from "../../ui/table/columns.ts";
import { SavedMappings } from "./SavedMappings.tsx";
import { UploadPanel } from "./UploadPanel.tsx";
import type { ImportView } from "./contract.ts";

function useColumns(): Column<ImportView>[] {
  const { t } = useTranslation();
  const format = useFormat();
  const count = (key: "rows" | "orders" | "refunds" | "refused"): Column<ImportView> => ({
    key,
    header: t(`imports.report.${key}`),
    numeric: true,
    sortable: true,
    value: (row) => row.report[key],
    text: (row) => format.number(row.report[key]),
    cell: (row) => <bdi>{format.number(row.report[key])}</bdi>,
  });
  const kind = (row: ImportView) => (row.kind ? t(`imports.kinds.${row.kind}`) : "");
  return [
    {
      key: "file",
      header: t("imports.file"),
      main: true,
      sortable: true,
      text: (row) => row.filename,
      cell: (row) => (
        <Link to="/imports/$id" params={{ id: String(row.id) }}>
          <bdi>{row.filename}</bdi>
        </Link>
      ),
    },
    {
      key: "status",
      header: t("imports.statusName"),
      text: (row) => t(`imports.status.${row.status}`),
      cell: (row) => t(`imports.status.${row.status}`),
    },
    { key: "kind", header: t("imports.kind"), text: kind, cell: kind },
    count("rows"),
    count("orders"),
    count("refunds"),
    count("refused"),
    {
      key: "at",
      header: t("imports.at"),
      numeric: true,
      sortable: true,
      value: (row) => row.createdAt,
      text: (row) => format.dateTime(row.createdAt),
      cell: (row) => format.dateTime(row.createdAt),
    },
  ];
}

/** Files that were brought in, and the place to drop another. */
export function ImportsView() {
  const { t } = useTranslation();
  const may = useMay("imports:write");
  const columns = useColumns();
  const query = useInfiniteQuery({
    queryKey: ["imports"],
    initialPageParam: 0,
    queryFn: ({ signal, pageParam }) =>
      get<{ imports: ImportView[] }>(
        "/api/v1/imports",
        { before: pageParam || undefined, limit: 100 },
        signal,
      ),
    getNextPageParam: ({ imports }) => (imports.length === 100 ? imports.at(-1)?.id : null),
    refetchInterval: 5_000,
  });
  const rows = query.data?.pages.flatMap((page) => page.imports) ?? [];
  return (
    <Page>
      <PageTitle name={t("shell.page.imports")} subtitle={t("imports.text")} />
      {may && <UploadPanel />}
      {query.error && <ProblemNote error={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <SkeletonLines />}
      {query.data && (
        <DataTable
          label={t("shell.page.imports")}
          columns={columns}
          rows={rows}
          rowKey={(row) => row.id}
          href={(row) => `/imports/${row.id}`}
          first={{ sort: "at", descending: true }}
          empty={<EmptyState title={t("imports.none")}>{t("imports.noneText")}</EmptyState>}
        />
      )}
      <SavedMappings />
    </Page>
  );
}
