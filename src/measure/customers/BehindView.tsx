import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useAddress, word } from "../../ui/address.ts";
import { address, get } from "../../ui/api.ts";
import { BasisNotes } from "../../ui/figures/BasisNotes.tsx";
import { figureQuery } from "../../ui/figures/figure-search.ts";
import { useFigureText } from "../../ui/figures/use-figure-text.ts";
import { useFormat } from "../../ui/format/use-format.ts";
import { EmptyState } from "../../ui/parts/EmptyState.tsx";
import { SkeletonLines } from "../../ui/parts/Loading.tsx";
import { Page } from "../../ui/parts/Page.tsx";
import { PageTitle } from "../../ui/parts/PageTitle.tsx";
import { ProblemNote } from "../../ui/parts/ProblemNote.tsx";
import { useAsOf } from "../../ui/shell/AsOf.tsx";
import { DataTable } from "../../ui/table/DataTable.tsx";
import { useCustomerColumns } from "./columns.tsx";
import type { CustomersPage } from "./contract.ts";

const PAGE = 100;
const SORTS = ["revenue", "orders", "lastOrderAt", "firstOrderAt"];

function useBehind() {
  const [search] = useAddress();
  const sort = SORTS.find((name) => name === word(search, "sort"));
  const descending = word(search, "order") === "asc" ? "false" : "true";
  const { set, day, k, within } = search;
  const asked = { ...figureQuery(search), set, day, k, within, sort, descending };
  const query = useInfiniteQuery({
    queryKey: ["figures", "customers", asked],
    initialPageParam: 0,
    queryFn: ({ signal, pageParam }) =>
      get<CustomersPage>("/api/v1/figures/customers", { ...asked, offset: pageParam, limit: PAGE }, signal),
    getNextPageParam: (page, _, offset) => (offset + PAGE < page.total ? offset + PAGE : null),
  });
  return { query, asked };
}

/** The customers behind a figure: exactly as many as the figure says. */
export function BehindView() {
  const { t } = useTranslation();
  const format = useFormat();
  const text = useFigureText();
  const columns = useCustomerColumns();
  const { query, asked } = useBehind();
  const first = query.data?.pages[0];
  useAsOf(first?.basis.asOf);
  const period = first?.bounds ? text.period(first.set.period ?? "month", first.bounds.day) : null;
  const name = first ? t(`basis.set.${first.set.set}`) : t("shell.page.customers");
  const more = query.hasNextPage && !query.isFetchingNextPage ? () => void query.fetchNextPage() : null;
  return (
    <Page>
      <PageTitle name={name} subtitle={t("behind.subtitle")}>
        {first &&
          t("behind.title", {
            set: name,
            count: first.total,
            n: format.number(first.total),
            period: period ?? t("behind.now"),
          })}
      </PageTitle>
      {first && <BasisNotes basis={first.basis} />}
      {query.error && <ProblemNote error={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <SkeletonLines lines={10} />}
      {first && (
        <DataTable
          label={name}
          columns={columns}
          rows={query.data?.pages.flatMap((page) => page.rows) ?? []}
          rowKey={(row) => row.profileId}
          href={(row) => `/customers/${row.profileId}`}
          first={{ sort: "revenue", descending: true }}
          served={{ total: first.total, more, csv: address("/api/v1/figures/customers.csv", asked) }}
          empty={<EmptyState title={t("behind.nobody")} />}
        />
      )}
    </Page>
  );
}
