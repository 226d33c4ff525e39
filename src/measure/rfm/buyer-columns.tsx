import { useTranslation } from "react-i18next";
import { useFormat } from "../../ui/format/use-format.ts";
import type { Column } from "../../ui/table/columns.ts";
import { useCustomerColumn } from "../../ui/table/customer-column.tsx";
import { TierBadge } from "../../ui/parts/StateBadge.tsx";
import type { RfmCustomer, RfmList } from "./list-contract.ts";

type Row = RfmCustomer;

/** The columns of a list of buyers; those of the earlier instant where it looks back. */
export function useBuyerColumns(list: RfmList | undefined): Column<Row>[] {
  const { t } = useTranslation();
  const format = useFormat();
  const column = useCustomerColumn();
  const then = useThenColumns();
  const plain = (key: string, header: string, text: (row: Row) => string): Column<Row> => ({
    key,
    header,
    text,
    cell: text,
  });
  const numeric = (key: string, header: string, text: (row: Row) => string): Column<Row> => ({
    ...plain(key, header, text),
    numeric: true,
    sortable: true,
    cell: (row) => <bdi>{text(row)}</bdi>,
  });
  const classes = ({ r, f, m }: Row) => (r === null ? "" : `${r} · ${f} · ${m ?? "–"}`);
  return [
    column.name(
      (row) => row.profileId,
      (row) => row.name,
    ),
    plain("cell", t("rfm.cellName"), ({ cell }) => (cell ? t(`rfm.cell.${cell}`) : "")),
    { ...plain("classes", t("rfm.classes"), classes), cell: (row) => <bdi dir="ltr">{classes(row)}</bdi> },
    column.tier((row) => row.tier),
    ...(list?.before ? then : []),
    numeric("orders", t("customers.orders"), (row) => format.number(row.orders)),
    numeric("revenue", t("customers.revenue"), (row) => format.money(row.revenue)),
    ...(list?.before
      ? [
          numeric("revenueBefore", t("rfm.list.revenueBefore"), (row) =>
            format.money(row.before?.revenue ?? null),
          ),
        ]
      : []),
    numeric("lastOrderAt", t("customers.lastOrderAt"), (row) => format.date(row.lastOrderAt)),
    ...(list?.consentCategories ?? []).map((category) =>
      plain(`consent-${category}`, t("slipping.consentFor", { category }), (row) =>
        t(`slipping.consent.${row.consent[category] ?? "unasked"}`),
      ),
    ),
  ];
}

function useThenColumns(): Column<Row>[] {
  const { t } = useTranslation();
  const cell = ({ before }: Row) => {
    if (before?.tier == null) return t("rfm.flows.none");
    return before.cell ? t(`rfm.cell.${before.cell}`) : "";
  };
  const why = ({ fell }: Row) => (fell ? t(`rfm.fell.${fell}`) : "");
  return [
    { key: "cellBefore", header: t("rfm.list.cellBefore"), text: cell, cell },
    {
      key: "tierBefore",
      header: t("rfm.list.tierBefore"),
      text: ({ before }) => (before?.tier ? t(`words.tier.${before.tier}`) : ""),
      cell: ({ before }) => <TierBadge tier={before?.tier ?? null} />,
    },
    { key: "why", header: t("rfm.list.why"), text: why, cell: why },
  ];
}
