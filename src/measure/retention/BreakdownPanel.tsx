import { Select } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useAddress, word } from "../../ui/address.ts";
import { get } from "../../ui/api.ts";
import { basisQuery, figureQuery } from "../../ui/figures/figure-search.ts";
import { useFormat } from "../../ui/format/use-format.ts";
import { Loaded } from "../../ui/parts/Loading.tsx";
import { Panel } from "../../ui/parts/Panel.tsx";
import { DataTable } from "../../ui/table/DataTable.tsx";
import type { Column } from "../../ui/table/columns.ts";
import type { Dimension } from "../basis/contract.ts";
import type { Dimensions } from "../dimensions/contract.ts";
import type { Breakdown } from "./contract.ts";

type Row = Breakdown["rows"][number];

function useColumns(by: Dimension): Column<Row>[] {
  const { t } = useTranslation();
  const format = useFormat();
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
    column("closing", t("basis.set.closing"), (row) => row.closing, format.number),
    column("retention", t("metrics.name.retention_rate"), (row) => row.retention, format.percent),
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
  const columns = useColumns(by);
  const query = useQuery({
    queryKey: ["figures", "breakdown", asked],
    queryFn: ({ signal }) => get<Breakdown>("/api/v1/figures/breakdown", asked, signal),
  });
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
