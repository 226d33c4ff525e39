import { SegmentedControl } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useAddress, word } from "../../ui/address.ts";
import { address, get } from "../../ui/api.ts";
import { BasisNotes } from "../../ui/figures/BasisNotes.tsx";
import { FigureFilters } from "../../ui/figures/FigureFilters.tsx";
import { SlippingTable } from "../../ui/figures/SlippingTable.tsx";
import { basisQuery } from "../../ui/figures/figure-search.ts";
import { useFormat } from "../../ui/format/use-format.ts";
import { Definition } from "../../ui/parts/Definition.tsx";
import { SkeletonLines } from "../../ui/parts/Loading.tsx";
import { Page } from "../../ui/parts/Page.tsx";
import { PageTitle } from "../../ui/parts/PageTitle.tsx";
import { ProblemNote } from "../../ui/parts/ProblemNote.tsx";
import { useAsOf } from "../../ui/shell/AsOf.tsx";
import type { SlippingList } from "./contract.ts";

const TIERS = ["all", "high", "medium", "other"] as const;

function useSlipping() {
  const [search] = useAddress();
  const sort = word(search, "sort") === "silence" ? "silence" : "value";
  const asked = { ...basisQuery(search), sort, tier: word(search, "tier") };
  const query = useInfiniteQuery({
    queryKey: ["figures", "slipping", "pages", asked],
    initialPageParam: "",
    queryFn: ({ signal, pageParam }) =>
      get<SlippingList>("/api/v1/figures/slipping", { ...asked, cursor: pageParam, limit: 100 }, signal),
    getNextPageParam: (page) => page.nextCursor,
  });
  return { query, asked };
}

/** Who slips away: silent for longer than their own rhythm, the most valuable first. */
export function SlippingView() {
  const { t } = useTranslation();
  const format = useFormat();
  const [search, set] = useAddress();
  const { query, asked } = useSlipping();
  const list = query.data?.pages[0];
  useAsOf(list?.basis.asOf);
  const title = list
    ? t("slipping.title", {
        count: list.total,
        n: format.number(list.total),
        value: format.roundMoney(list.totalValue),
      })
    : t("shell.page.slipping");
  const more = query.hasNextPage && !query.isFetchingNextPage ? () => void query.fetchNextPage() : null;
  return (
    <Page>
      <PageTitle
        name={t("shell.page.slipping")}
        subtitle={
          <>
            {t("slipping.subtitle")}{" "}
            <Definition name={t("words.state.slipping")}>{t("slipping.definition")}</Definition>
          </>
        }
        actions={<FigureFilters />}
      >
        {title}
      </PageTitle>
      {list && <BasisNotes basis={list.basis} />}
      <div>
        <SegmentedControl
          size="xs"
          aria-label={t("customers.tier")}
          value={word(search, "tier") ?? "all"}
          onChange={(tier) => set({ tier: tier === "all" ? undefined : tier })}
          data={TIERS.map((value) => ({
            value,
            label: value === "all" ? t("words.all") : t(`words.tier.${value}`),
          }))}
        />
      </div>
      {query.error && <ProblemNote error={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <SkeletonLines lines={10} />}
      {list && (
        <SlippingTable
          rows={query.data?.pages.flatMap((page) => page.rows) ?? []}
          consents={list.consentCategories}
          served={{ total: list.total, more, csv: address("/api/v1/figures/slipping.csv", asked) }}
        />
      )}
    </Page>
  );
}
