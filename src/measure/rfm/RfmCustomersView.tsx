import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useAddress, word } from "../../ui/address.ts";
import { address, get } from "../../ui/api.ts";
import { MakeSegment } from "../../ui/conditions/MakeSegment.tsx";
import { BasisNotes } from "../../ui/figures/BasisNotes.tsx";
import { basisQuery } from "../../ui/figures/figure-search.ts";
import { rfmSetQuery } from "../../ui/figures/rfm-search.ts";
import { useFormat } from "../../ui/format/use-format.ts";
import { EmptyState } from "../../ui/parts/EmptyState.tsx";
import { SkeletonLines } from "../../ui/parts/Loading.tsx";
import { Page } from "../../ui/parts/Page.tsx";
import { PageTitle } from "../../ui/parts/PageTitle.tsx";
import { ProblemNote } from "../../ui/parts/ProblemNote.tsx";
import { useAsOf } from "../../ui/shell/AsOf.tsx";
import { DataTable } from "../../ui/table/DataTable.tsx";
import { useBuyerColumns } from "./buyer-columns.tsx";
import type { RfmList } from "./list-contract.ts";
import { SetFilters } from "./SetFilters.tsx";
import { ruleOfSet } from "../../ui/figures/rfm-rule.ts";

const PAGE = 100;
const SORTS = ["revenue", "revenueBefore", "orders", "lastOrderAt"];

function useBuyers() {
  const [search] = useAddress();
  const sort = SORTS.find((name) => name === word(search, "sort"));
  const descending = word(search, "order") === "asc" ? "false" : "true";
  const asked = { ...basisQuery(search), ...rfmSetQuery(search), sort, descending };
  const query = useInfiniteQuery({
    queryKey: ["figures", "rfm", "customers", asked],
    initialPageParam: 0,
    queryFn: ({ signal, pageParam }) =>
      get<RfmList>("/api/v1/figures/rfm/customers", { ...asked, offset: pageParam, limit: PAGE }, signal),
    getNextPageParam: (page, _, offset) => (offset + PAGE < page.total ? offset + PAGE : null),
  });
  return { query, asked };
}

/** What the set is called: its parts, one after the other. */
function useSetName(): (list: RfmList) => string {
  const { t } = useTranslation();
  const format = useFormat();
  return ({ set, before }) => {
    const none = t("rfm.flows.none");
    const cellThen = set.fromCell && (set.fromCell === "none" ? none : t(`rfm.cell.${set.fromCell}`));
    const tierThen = set.fromTier && (set.fromTier === "none" ? none : t(`words.tier.${set.fromTier}`));
    const parts = [
      set.cell && t(`rfm.cell.${set.cell}`),
      set.kind && t(`rfm.kinds.${set.kind}`),
      set.r && t("rfm.list.recency", { n: set.r }),
      set.f && t("rfm.list.frequency", { n: set.f }),
      set.m && t("rfm.list.monetary", { n: set.m }),
      set.tier && t(`words.tier.${set.tier}`),
      set.moved && t(`rfm.list.${set.moved}`),
      cellThen && t("rfm.list.from", { name: cellThen }),
      tierThen && t("rfm.list.from", { name: tierThen }),
      before && t("rfm.list.since", { at: format.date(before) }),
    ].filter(Boolean);
    return parts.length > 0 ? parts.join(" · ") : t("rfm.list.all");
  };
}

/** The customers behind a square, a cell, a tier or a move: exactly as many as the figure says. */
export function RfmCustomersView() {
  const { t } = useTranslation();
  const format = useFormat();
  const { query, asked } = useBuyers();
  const first = query.data?.pages[0];
  useAsOf(first?.basis.asOf);
  const columns = useBuyerColumns(first);
  const nameOf = useSetName();
  const rule = first ? ruleOfSet(first.set) : null;
  const more = query.hasNextPage && !query.isFetchingNextPage ? () => void query.fetchNextPage() : null;
  return (
    <Page>
      <PageTitle
        name={t("shell.page.rfmCustomers")}
        subtitle={first && t("rfm.list.subtitle", { value: format.money(first.totalRevenue) })}
        actions={first && rule && <MakeSegment rule={rule} name={nameOf(first)} />}
      >
        {first && t("rfm.list.title", { set: nameOf(first), n: format.number(first.total) })}
      </PageTitle>
      {first && <BasisNotes basis={first.basis} />}
      <SetFilters />
      {query.error && <ProblemNote error={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <SkeletonLines lines={10} />}
      {first && (
        <DataTable
          label={t("shell.page.rfmCustomers")}
          columns={columns}
          rows={query.data?.pages.flatMap((page) => page.rows) ?? []}
          rowKey={(row) => row.profileId}
          href={(row) => `/customers/${row.profileId}`}
          first={{ sort: "revenue", descending: true }}
          served={{ total: first.total, more, csv: address("/api/v1/figures/rfm/customers.csv", asked) }}
          empty={<EmptyState title={t("rfm.list.nobody")} />}
        />
      )}
    </Page>
  );
}
