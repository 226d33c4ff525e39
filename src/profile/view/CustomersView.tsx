import { MultiSelect } from "@mantine/core";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { CUSTOMER_STATES, VALUE_TIERS } from "../../core/figures-port.ts";
import { useAddress, word } from "../../ui/address.ts";
import { address, get } from "../../ui/api.ts";
import { useFormat } from "../../ui/format/use-format.ts";
import { EmptyState } from "../../ui/parts/EmptyState.tsx";
import { LinkButton } from "../../ui/parts/LinkButton.tsx";
import { SkeletonLines } from "../../ui/parts/Loading.tsx";
import { Page } from "../../ui/parts/Page.tsx";
import { PageTitle } from "../../ui/parts/PageTitle.tsx";
import { ProblemNote } from "../../ui/parts/ProblemNote.tsx";
import { useAsOf } from "../../ui/shell/AsOf.tsx";
import { DataTable } from "../../ui/table/DataTable.tsx";
import type { Column } from "../../ui/table/columns.ts";
import { useCustomerColumn } from "../../ui/table/customer-column.tsx";
import type { CustomerLine } from "./contract.ts";

type Answer = { rows: CustomerLine[]; total: number; asOf: string };

const PAGE = 100;
const SORTS = ["newest", "revenue", "orders", "lastOrderAt", "firstOrderAt"];

function useCustomers() {
  const [search] = useAddress();
  const sort = SORTS.find((name) => name === word(search, "sort"));
  const asked = {
    q: word(search, "find"),
    states: word(search, "states"),
    tiers: word(search, "tiers"),
    sort,
    order: word(search, "order"),
  };
  const query = useInfiniteQuery({
    queryKey: ["customers", asked],
    initialPageParam: 0,
    placeholderData: keepPreviousData,
    queryFn: ({ signal, pageParam }) =>
      get<Answer>("/api/v1/customers", { ...asked, offset: pageParam, limit: PAGE }, signal),
    getNextPageParam: (page, _, offset) => (offset + PAGE < page.total ? offset + PAGE : null),
  });
  return { query, asked };
}

function useColumns(): Column<CustomerLine>[] {
  const { t } = useTranslation();
  const format = useFormat();
  const column = useCustomerColumn();
  const plain = (
    key: string,
    header: string,
    text: (row: CustomerLine) => string,
    more: Partial<Column<CustomerLine>> = {},
  ) =>
    ({
      key,
      header,
      text,
      cell: (row: CustomerLine) => <bdi>{text(row)}</bdi>,
      ...more,
    }) satisfies Column<CustomerLine>;
  const sorted = { numeric: true, sortable: true };
  return [
    column.name(
      (row) => row.id,
      (row) => row.name ?? row.email ?? row.phone,
    ),
    column.state((row) => row.figures.state),
    column.tier((row) => row.figures.tier),
    plain("email", t("customers.email"), (row) => row.email ?? ""),
    plain("orders", t("customers.orders"), (row) => format.number(row.figures.orders), sorted),
    plain("revenue", t("customers.revenue"), (row) => format.money(row.figures.revenue), sorted),
    plain("lastOrderAt", t("customers.lastOrderAt"), (row) => format.date(row.figures.lastOrderAt), sorted),
    plain("newest", t("customers.firstSeen"), (row) => format.date(row.firstSeen), sorted),
  ];
}

function Filters() {
  const { t } = useTranslation();
  const [search, set] = useAddress();
  const list = (name: string) => (word(search, name) ?? "").split(",").filter(Boolean);
  return (
    <>
      <MultiSelect
        size="xs"
        clearable
        aria-label={t("customers.state")}
        placeholder={list("states").length === 0 ? t("customers.state") : undefined}
        data={CUSTOMER_STATES.map((value) => ({ value, label: t(`words.state.${value}`) }))}
        value={list("states")}
        onChange={(states) => set({ states: states.join(",") || undefined })}
      />
      <MultiSelect
        size="xs"
        clearable
        aria-label={t("customers.tier")}
        placeholder={list("tiers").length === 0 ? t("customers.tier") : undefined}
        data={VALUE_TIERS.map((value) => ({ value, label: t(`words.tier.${value}`) }))}
        value={list("tiers")}
        onChange={(tiers) => set({ tiers: tiers.join(",") || undefined })}
      />
    </>
  );
}

/** Everybody that Tenure knows: searched as one types, filtered, sorted, exported. */
export function CustomersView() {
  const { t } = useTranslation();
  const format = useFormat();
  const columns = useColumns();
  const [search] = useAddress();
  const { query, asked } = useCustomers();
  const first = query.data?.pages[0];
  useAsOf(first?.asOf);
  const more = query.hasNextPage && !query.isFetchingNextPage ? () => void query.fetchNextPage() : null;
  const narrowed = Boolean(search["find"] ?? search["states"] ?? search["tiers"]);
  const nobody = narrowed ? (
    <EmptyState title={t("customers.nobodyFits")}>{t("customers.nobodyFitsFix")}</EmptyState>
  ) : (
    <EmptyState
      title={t("customers.none")}
      action={<LinkButton to="/imports">{t("metrics.empty.action")}</LinkButton>}
    >
      {t("customers.noneText")}
    </EmptyState>
  );
  return (
    <Page>
      <PageTitle name={t("shell.page.customers")}>
        {first && !narrowed
          ? t("customers.title", { count: first.total, n: format.number(first.total) })
          : t("shell.page.customers")}
      </PageTitle>
      {query.error && <ProblemNote error={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <SkeletonLines lines={12} />}
      {first && (
        <DataTable
          label={t("shell.page.customers")}
          columns={columns}
          rows={query.data?.pages.flatMap((page) => page.rows) ?? []}
          rowKey={(row) => row.id}
          href={(row) => `/customers/${row.id}`}
          first={{ sort: "newest", descending: true }}
          served={{
            total: first.total,
            more,
            csv: address("/api/v1/customers.csv", asked),
            findLabel: t("customers.find"),
          }}
          filters={<Filters />}
          empty={nobody}
        />
      )}
    </Page>
  );
}
