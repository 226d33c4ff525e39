import { useTranslation } from "react-i18next";
import { useFormat } from "../../ui/format/use-format.ts";
import type { Column } from "../../ui/table/columns.ts";
import { useCustomerColumn } from "../../ui/table/customer-column.tsx";
import type { CustomersPage } from "./contract.ts";

type Row = CustomersPage["rows"][number];

/** The columns of a list of customers behind a figure. */
export function useCustomerColumns(): Column<Row>[] {
  const { t } = useTranslation();
  const format = useFormat();
  const column = useCustomerColumn();
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
    column.name(
      (row) => row.profileId,
      (row) => row.name,
    ),
    column.state((row) => row.state),
    column.tier((row) => row.tier),
    numeric("orders", (row) => format.number(row.orders)),
    numeric("revenue", (row) => format.money(row.revenue)),
    numeric("firstOrderAt", (row) => format.date(row.firstOrderAt)),
    numeric("lastOrderAt", (row) => format.date(row.lastOrderAt)),
  ];
}
