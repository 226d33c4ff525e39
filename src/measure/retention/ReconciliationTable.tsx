import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useAddress } from "../../ui/address.ts";
import { behindHref } from "../../ui/figures/behind.ts";
import { basisQuery } from "../../ui/figures/figure-search.ts";
import { useFigureText } from "../../ui/figures/use-figure-text.ts";
import { RestatedMark } from "../../ui/figures/RestatedMark.tsx";
import { useFormat } from "../../ui/format/use-format.ts";
import { Definition } from "../../ui/parts/Definition.tsx";
import { Panel } from "../../ui/parts/Panel.tsx";
import { DataTable } from "../../ui/table/DataTable.tsx";
import type { Column } from "../../ui/table/columns.ts";
import type { CustomerSet } from "../customers/contract.ts";
import type { Reconciliation, RetentionTable } from "./contract.ts";

const SETS = [
  ["opening", "opening"],
  ["new", "new"],
  ["wonBack", "won_back"],
  ["lost", "lost"],
  ["closing", "closing"],
] as const satisfies readonly (readonly [keyof Reconciliation, CustomerSet])[];

const RATES = ["retention", "churn"] as const;

function useColumns(period: RetentionTable["period"]): Column<Reconciliation>[] {
  const { t } = useTranslation();
  const format = useFormat();
  const text = useFigureText();
  const [search] = useAddress();
  const set = (
    field: (typeof SETS)[number][0] | "joinedAndLeft",
    name: CustomerSet,
  ): Column<Reconciliation> => {
    const value = (row: Reconciliation) => (field === "lost" && row.lost !== null ? -row.lost : row[field]);
    const signed = field === "new" || field === "wonBack" || field === "lost";
    const written = (row: Reconciliation) => (signed ? format.signed(value(row)) : format.number(value(row)));
    return {
      key: name,
      header: t(`basis.set.${name}`),
      numeric: true,
      sortable: true,
      value,
      text: written,
      cell: (row) =>
        row[field] ? (
          <Link to={behindHref({ set: name, period, day: row.bounds.day }, basisQuery(search))}>
            <bdi>{written(row)}</bdi>
          </Link>
        ) : (
          <bdi>{written(row)}</bdi>
        ),
    };
  };
  const name = (row: Reconciliation) =>
    row.complete
      ? text.period(period, row.bounds.day)
      : t("retention.soFar", { period: text.period(period, row.bounds.day) });
  return [
    {
      key: "period",
      header: t("basis.period"),
      main: true,
      sortable: true,
      value: (row) => row.bounds.day,
      text: name,
      cell: (row) => (
        <>
          {name(row)} <RestatedMark restated={row.restated} of={name(row)} />
        </>
      ),
    },
    ...SETS.map(([field, key]) => set(field, key)),
    ...RATES.map((rate): Column<Reconciliation> => ({
      key: rate,
      header: t(`metrics.name.${rate}_rate`),
      numeric: true,
      sortable: true,
      value: (row) => row[rate],
      text: (row) => (row.reason ? t(`basis.reason.${row.reason}`) : format.percent(row[rate])),
      cell: (row) =>
        row.reason ? (
          <small>{t(`basis.reason.${row.reason}`)}</small>
        ) : (
          <bdi>{format.percent(row[rate])}</bdi>
        ),
    })),
    set("joinedAndLeft", "joined_and_left"),
  ];
}

/** Opening + new + won back − lost = closing, period by period; every number opens its customers. */
export function ReconciliationTable({ table }: { table: RetentionTable }) {
  const { t } = useTranslation();
  const columns = useColumns(table.period);
  const definition = (
    <Definition name={t("retention.reconciliation")}>{t("retention.reconciliationText")}</Definition>
  );
  return (
    <Panel
      title={
        <>
          {t("retention.reconciliation")} {definition}
        </>
      }
      subtitle={t("retention.formula")}
    >
      <DataTable
        label={t("retention.reconciliation")}
        columns={columns}
        rows={table.rows}
        rowKey={(row) => row.bounds.day}
        first={{ sort: "period", descending: true }}
        empty={null}
      />
    </Panel>
  );
}
