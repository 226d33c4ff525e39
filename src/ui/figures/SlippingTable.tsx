import { useTranslation } from "react-i18next";
import type { SlippingCustomer, WhySlipping } from "../../measure/slipping/contract.ts";
import { useDuration } from "../format/use-duration.ts";
import { useFormat } from "../format/use-format.ts";
import { EmptyState } from "../parts/EmptyState.tsx";
import { DataTable, type DataTableProps } from "../table/DataTable.tsx";
import type { Column } from "../table/columns.ts";
import { useCustomerColumn } from "../table/customer-column.tsx";

/** Why somebody slips, in words. */
export function useWhy() {
  const { t } = useTranslation();
  const duration = useDuration();
  return (why: WhySlipping): string =>
    t(`slipping.why.${why.code}`, {
      usual: duration.days(why.usualDays),
      threshold: duration.days(why.thresholdDays),
    });
}

function useColumns(consents: readonly string[]): Column<SlippingCustomer>[] {
  const { t } = useTranslation();
  const format = useFormat();
  const duration = useDuration();
  const why = useWhy();
  const column = useCustomerColumn();
  const consent = (row: SlippingCustomer, category: string) => {
    const given = row.consent[category];
    return given ? t(`slipping.consent.${given}`) : t("slipping.consent.unasked");
  };
  return [
    column.name(
      (row) => row.profileId,
      (row) => row.name,
    ),
    column.tier((row) => row.tier),
    {
      key: "why",
      header: t("slipping.reason"),
      wraps: true,
      text: (row) => why(row.reason),
      cell: (row) => why(row.reason),
    },
    {
      key: "silence",
      header: t("slipping.since"),
      numeric: true,
      sortable: true,
      text: (row) => duration.days(row.daysSinceLastOrder),
      cell: (row) => duration.days(row.daysSinceLastOrder),
    },
    {
      key: "value",
      header: t("slipping.value"),
      numeric: true,
      sortable: true,
      text: (row) => format.money(row.value),
      cell: (row) => format.money(row.value),
    },
    ...consents.map((category) => ({
      key: `consent-${category}`,
      header: t("slipping.consentFor", { category }),
      text: (row: SlippingCustomer) => consent(row, category),
      cell: (row: SlippingCustomer) => consent(row, category),
    })),
  ];
}

type SlippingTableProps = {
  rows: readonly SlippingCustomer[];
  consents?: readonly string[];
  served?: DataTableProps<SlippingCustomer>["served"];
  bare?: boolean;
};

/** Customers who slip away, with the reason in words and each one's consent in its own column. */
export function SlippingTable({ rows, consents = [], served, bare = false }: SlippingTableProps) {
  const { t } = useTranslation();
  const columns = useColumns(consents);
  return (
    <DataTable
      label={t("shell.page.slipping")}
      columns={columns}
      rows={rows}
      rowKey={(row) => row.profileId}
      href={(row) => `/customers/${row.profileId}`}
      first={{ sort: "value", descending: true }}
      served={served}
      bare={bare}
      empty={<EmptyState title={t("slipping.none")}>{t("slipping.noneText")}</EmptyState>}
    />
  );
}
