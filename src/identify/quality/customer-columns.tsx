import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../ui/format/use-format.ts";
import type { Column } from "../../ui/table/columns.ts";
import type { QualityCustomersPage } from "./contract.ts";

type Row = QualityCustomersPage["rows"][number];

/** The columns of a list of customers by their identifiers. */
export function useQualityColumns(): Column<Row>[] {
  const { t } = useTranslation();
  const format = useFormat();
  const plain = (key: string, header: string, text: (row: Row) => string): Column<Row> => ({
    ...{ key, header, text, numeric: true },
    cell: (row) => <bdi>{text(row)}</bdi>,
  });
  return [
    {
      key: "name",
      header: t("customers.customer"),
      main: true,
      text: (row) => row.name,
      cell: (row) => (
        <Link to="/customers/$id/identity" params={{ id: row.id }}>
          <bdi>{row.name}</bdi>
        </Link>
      ),
    },
    plain("identifiers", t("quality.identifiers"), (row) => format.number(row.identifiers)),
    plain("naming", t("quality.naming"), (row) => format.number(row.naming)),
    plain("firstSeen", t("customers.firstSeen"), (row) => format.date(row.firstSeen)),
    plain("lastSeen", t("quality.lastSeen"), (row) => format.date(row.lastSeen)),
  ];
}
