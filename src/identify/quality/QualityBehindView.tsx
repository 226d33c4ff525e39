import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useAddress, word } from "../../ui/address.ts";
import { address, get } from "../../ui/api.ts";
import { useFormat } from "../../ui/format/use-format.ts";
import { EmptyState } from "../../ui/parts/EmptyState.tsx";
import { SkeletonLines } from "../../ui/parts/Loading.tsx";
import { Page } from "../../ui/parts/Page.tsx";
import { PageTitle } from "../../ui/parts/PageTitle.tsx";
import { ProblemNote } from "../../ui/parts/ProblemNote.tsx";
import { useAsOf } from "../../ui/shell/AsOf.tsx";
import { DataTable } from "../../ui/table/DataTable.tsx";
import { QUALITY_SETS, type QualityCustomersPage } from "./contract.ts";
import { useQualityColumns } from "./customer-columns.tsx";
import { useQualityText } from "./quality-text.tsx";

const PAGE = 100;

/** What the address asks for. */
function useAsked() {
  const [{ set, reason, least, most, asOf }] = useAddress();
  return { set, reason, least, most, asOf };
}

function useBehind() {
  const asked = useAsked();
  return useInfiniteQuery({
    queryKey: ["identity-quality", "customers", asked],
    initialPageParam: 0,
    queryFn: ({ signal, pageParam }) =>
      get<QualityCustomersPage>(
        "/api/v1/identity/quality/customers",
        { ...asked, offset: pageParam, limit: PAGE },
        signal,
      ),
    getNextPageParam: (page, _, offset) =>
      page.rows.length > 0 && offset + PAGE < page.total ? offset + PAGE : null,
  });
}

/** The set's name, with what narrows it. */
function useName(): string {
  const { t } = useTranslation();
  const text = useQualityText();
  const [search] = useAddress();
  const set = QUALITY_SETS.find((one) => one === search["set"]) ?? "known";
  const name = t(`quality.set.${set}`);
  const reason = word(search, "reason");
  if (set === "conflict" && reason) return `${name}: ${text.reason(reason)}`;
  const least = Number(search["least"] ?? 1);
  const most = search["most"] === undefined ? null : Number(search["most"]);
  return set === "identifiers" && least > 1 ? `${name}: ${text.size(least, most)}` : name;
}

/** The customers behind a figure of identity. */
export function QualityBehindView() {
  const { t } = useTranslation();
  const format = useFormat();
  const columns = useQualityColumns();
  const query = useBehind();
  const asked = useAsked();
  const name = useName();
  const first = query.data?.pages[0];
  useAsOf(first?.asOf);
  const more = query.hasNextPage && !query.isFetchingNextPage ? () => void query.fetchNextPage() : null;
  return (
    <Page>
      <PageTitle name={name} subtitle={t("behind.subtitle")}>
        {first && t("quality.behind", { set: name, count: first.total, n: format.number(first.total) })}
      </PageTitle>
      {query.error && <ProblemNote error={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <SkeletonLines lines={10} />}
      {first && (
        <DataTable
          label={name}
          columns={columns}
          rows={query.data?.pages.flatMap((page) => page.rows) ?? []}
          rowKey={(row) => row.id}
          href={(row) => `/customers/${row.id}/identity`}
          served={{ total: first.total, more, csv: address("/api/v1/identity/quality/customers.csv", asked) }}
          empty={<EmptyState title={t("behind.nobody")} />}
        />
      )}
    </Page>
  );
}
