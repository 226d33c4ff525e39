import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useAddress } from "../../ui/address.ts";
import { basisQuery } from "../../ui/figures/figure-search.ts";
import { rfmHref } from "../../ui/figures/rfm-search.ts";
import { useFormat } from "../../ui/format/use-format.ts";
import { Panel } from "../../ui/parts/Panel.tsx";
import { DataTable } from "../../ui/table/DataTable.tsx";
import type { Rfm, RfmCell } from "./contract.ts";
import type { RfmSet } from "./list-contract.ts";
import { useCountColumns } from "./count-columns.tsx";
import { useSegmentColumn } from "./segment-column.tsx";

/** Which classes the squares of a cell have: "4 to 5", or "3". */
function useSquares(answer: Rfm): (cell: RfmCell) => string {
  const { t } = useTranslation();
  const span = (values: readonly number[]) => {
    const [least, most] = [Math.min(...values), Math.max(...values)];
    return least === most ? String(least) : t("rfm.range.orders.between", { from: least, to: most });
  };
  return (cell) => {
    const own = answer.squares.filter((square) => square.cell === cell);
    return t("rfm.squares", { r: span(own.map(({ r }) => r)), f: span(own.map(({ f }) => f)) });
  };
}

/** The nine cells with their names, what they mean, and what they bring. */
export function CellsPanel({ answer }: { answer: Rfm }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [search] = useAddress();
  const squares = useSquares(answer);
  const href = (set: RfmSet) => rfmHref(set, basisQuery(search));
  const counts = useCountColumns<Rfm["cells"][number]>(answer, ({ cell }) => href({ cell }));
  type Row = Rfm["cells"][number];
  const name = (row: Row) => t(`rfm.cell.${row.cell}`);
  const segment = useSegmentColumn<Row>(({ cell }) => ({ cell }), name);
  const means = (row: Row) => `${t(`rfm.means.${row.cell}`)} · ${squares(row.cell)}`;
  return (
    <Panel title={t("rfm.cells.title")} subtitle={t("rfm.cells.subtitle")}>
      <DataTable
        label={t("rfm.cells.title")}
        columns={[
          {
            key: "cell",
            header: t("rfm.cellName"),
            main: true,
            text: name,
            cell: (row) =>
              row.customers > 0 ? <Link to={href({ cell: row.cell })}>{name(row)}</Link> : name(row),
          },
          { key: "means", header: t("rfm.classes"), wraps: true, text: means, cell: means },
          ...counts,
          {
            key: "average",
            header: t("rfm.map.measure.average"),
            numeric: true,
            text: (row) => (row.customers > 0 ? format.money(Number(row.revenue) / row.customers) : "–"),
            cell: (row) => (
              <bdi>{row.customers > 0 ? format.money(Number(row.revenue) / row.customers) : "–"}</bdi>
            ),
          },
          ...segment,
        ]}
        rows={answer.cells}
        rowKey={(row) => row.cell}
        bare
        empty={null}
      />
    </Panel>
  );
}
