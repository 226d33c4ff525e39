import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../ui/format/use-format.ts";
import { StateBadge, TierBadge } from "../../ui/parts/StateBadge.tsx";
import type { Column } from "../../ui/table/columns.ts";
import type { CustomersPage } from "./contract.ts";

type Row = CustomersPage["rows"][number];

/** The columns of a list of customers behind a figure. */
export function useCustomerColumns(): Column<Row>[] {
  const { t } = useTranslation();
  const format = useFormat();
  const name = (row: Row) => row.name ?? row.profileId;
  const numeric = (
    key: "orders" | "revenue" | "lastOrderAt" | "firstOrderAt",
    text: (row: Row) => string,
  ): Column<Row> => ({
    key,
    header: t(`customers.${key}`),
    numeric: true,
    sortable: true,
    text,
    cell: (row) => <bdi>{text(row)}</bdi>,
  });
  return [
    {
      key: "name",
      header: t("customers.customer"),
      main: true,
      text: name,
      cell: (row) => (
        <Link to="/customers/$id" params={{ id: row.profileId }}>
          <bdi>{name(row)}</bdi>
        </Link>
      ),
    },
    {
      key: "state",
      header: t("customers.state"),
      text: (row) => t(`words.state.${row.state}`),
      cell: (row) => <StateBadge state={row.state} />,
    },
    {
      key: "tier",
      header: t("customers.tier"),
      text: (row) => (row.tier ? t(`words.tier.${row.tier}`) : ""),
      cell: (row) => <TierBadge tier={row.tier} />,
    },
    numeric("orders", (row) => format.number(row.orders)),
    numeric("revenue", (row) => format.money(row.revenue)),
    numeric("firstOrderAt", (row) => format.date(row.firstOrderAt)),
    numeric("lastOrderAt", (row) => format.date(row.lastOrderAt)),
  ];
}
