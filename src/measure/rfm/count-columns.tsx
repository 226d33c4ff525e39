import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../ui/format/use-format.ts";
import type { Column } from "../../ui/table/columns.ts";

type Counted = { readonly customers: number; readonly revenue: string };

/** How many customers a part has, what they bring, and what share that is of the whole. */
export function useCountColumns<Row extends Counted>(
  whole: Counted,
  href: (row: Row) => string,
): Column<Row>[] {
  const { t } = useTranslation();
  const format = useFormat();
  const part = (value: number, all: number) => (all > 0 ? format.percent(value / all) : "–");
  const numeric = (key: string, header: string, text: (row: Row) => string): Column<Row> => ({
    key,
    header,
    numeric: true,
    text,
    cell: (row) => <bdi>{text(row)}</bdi>,
  });
  const customers = (row: Row) => format.number(row.customers);
  return [
    {
      ...numeric("customers", t("basis.set.customers"), customers),
      cell: (row) => {
        const shown = <bdi>{customers(row)}</bdi>;
        return row.customers > 0 ? <Link to={href(row)}>{shown}</Link> : shown;
      },
    },
    numeric("ofCustomers", t("rfm.ofCustomers"), (row) => part(row.customers, whole.customers)),
    numeric("revenue", t("rfm.map.measure.revenue"), (row) => format.money(row.revenue)),
    numeric("share", t("rfm.share"), (row) => part(Number(row.revenue), Number(whole.revenue))),
  ];
}
