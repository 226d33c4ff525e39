import { Select } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useAddress, word } from "../../ui/address.ts";
import { get } from "../../ui/api.ts";
import { behindHref } from "../../ui/figures/behind.ts";
import { basisQuery, figureQuery } from "../../ui/figures/figure-search.ts";
import { useFormat } from "../../ui/format/use-format.ts";
import { Loaded } from "../../ui/parts/Loading.tsx";
import { Panel } from "../../ui/parts/Panel.tsx";
import { DataTable } from "../../ui/table/DataTable.tsx";
import type { Column } from "../../ui/table/columns.ts";
import { PERIODS, type Dimension } from "../basis/contract.ts";
import type { CustomerSet } from "../customers/contract.ts";
import type { Dimensions } from "../dimensions/contract.ts";
import type { Breakdown } from "./contract.ts";

type Row = Breakdown["rows"][number];

/** The way to the customers of a value; none where the value is not known. */
type Opens = (row: Row, set: CustomerSet) => string | undefined;

function useColumns(by: Dimension, opens: Opens): Column<Row>[] {
  const { t } = useTranslation();
  const format = useFormat();
  const set = (key: CustomerSet, header: string, value: (row: Row) => number | null, share = false) => {
    const write = (row: Row) => (share ? format.percent(value(row)) : format.number(value(row)));
    return {
      key,
      header,
      numeric: true,
      value,
      text: write,
      cell: (row: Row) => {
        const href = value(row) ? opens(row, key) : undefined;
        return href ? (
          <Link to={href}>
            <bdi>{write(row)}</bdi>
          </Link>
        ) : (
          <bdi>{write(row)}</bdi>
        );
      },
    } satisfies Column<Row>;
  };
  const column = (
    key: string,
    header: string,
    value: (row: Row) => number | null,
    write: (value: number | null) => string,
  ): Column<Row> => ({
    key,
    header,
    numeric: true,
    value,
    text: (row) => write(value(row)),
    cell: (row) => <bdi>{write(value(row))}</bdi>,
  });
  const name = (row: Row) => row.label || t("words.unknown");
  return [
    {
      key: "value",
      header: t(`basis.dimension.${by}`),
      main: true,
      text: name,
      cell: (row) => <bdi>{name(row)}</bdi>,
    },
    set("opening", t("basis.set.opening"), (row) => row.opening),
    set("new", t("basis.set.new"), (row) => row.new),
    set("won_back", t("basis.set.won_back"), (row) => row.wonBack),
    set("lost", t("basis.set.lost"), (row) => row.lost),
    set("closing", t("basis.set.closing"), (row) => row.closing),
    set("retained", t("metrics.name.retention_rate"), (row) => row.retention, true),
    column("repeat", t("metrics.name.repeat_rate"), (row) => row.repeatRate, format.percent),
    column(
      "order",
      t("metrics.name.average_order_value"),
      (row) => row.averageOrderValue,
      (value) => format.money(value),
    ),
    column(
      "revenue",
      t("revenue.revenue"),
      (row) => Number(row.revenue),
      (value) => format.money(value),
    ),
  ];
}

function BreakdownTable({ by }: { by: Dimension }) {
  const { t } = useTranslation();
  const [search] = useAddress();
  const { dimension: _, value: __, ...asked } = { ...figureQuery(search), by };
  const query = useQuery({
    queryKey: ["figures", "breakdown", asked],
    queryFn: ({ signal }) => get<Breakdown>("/api/v1/figures/breakdown", asked, signal),
  });
  const day = query.data?.bounds.day;
  const period = PERIODS.find((name) => name === word(search, "period")) ?? "month";
  const columns = useColumns(by, (row, set) =>
    day && row.value
      ? behindHref({ set, period, day }, { ...basisQuery(search), dimension: by, value: row.value })
      : undefined,
  );
  return (
    <Loaded query={query}>
      {({ rows }) => (
        <DataTable
          label={t(`basis.dimension.${by}`)}
          columns={columns}
          rows={rows}
          rowKey={(row) => row.value}
          bare
          empty={null}
        />
      )}
    </Loaded>
  );
}

/** The last complete period by one dimension that came with the data. */
export function BreakdownPanel() {
  const { t } = useTranslation();
  const [search, set] = useAddress();
  const asked = basisQuery({ ...search, dimension: undefined, value: undefined });
  const query = useQuery({
    queryKey: ["figures", "dimensions", asked],
    queryFn: ({ signal }) => get<Dimensions>("/api/v1/figures/dimensions", asked, signal),
  });
  const known = query.data?.dimensions.map((found) => found.dimension) ?? [];
  const by = known.find((dimension) => dimension === word(search, "by")) ?? known[0];
  if (!by) return null;
  const choice = (
    <Select
      size="xs"
      aria-label={t("basis.dimensionLabel")}
      data={known.map((value) => ({ value, label: t(`basis.dimension.${value}`) }))}
      value={by}
      allowDeselect={false}
      onChange={(value) => set({ by: value ?? undefined })}
    />
  );
  return (
    <Panel title={t("retention.breakdown")} subtitle={t("retention.breakdownText")} actions={choice}>
      <BreakdownTable by={by} />
    </Panel>
  );
}
