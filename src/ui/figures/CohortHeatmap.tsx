import { useTranslation } from "react-i18next";
import type { Cohort, CohortTable } from "../../measure/cohorts/contract.ts";
import { useAddress } from "../address.ts";
import { Heatmap, type HeatCell, type HeatRow } from "../chart/Heatmap.tsx";
import { useFormat } from "../format/use-format.ts";
import { behindHref } from "./behind.ts";
import { basisQuery } from "./figure-search.ts";
import { RestatedMark } from "./RestatedMark.tsx";
import { useFigureText } from "./use-figure-text.ts";

/** What the table says in one sentence. */
export function useCohortTitle(table: CohortTable | undefined): string {
  const { t } = useTranslation();
  const format = useFormat();
  const text = useFigureText();
  if (!table?.weakest)
    return t("cohorts.title.plain", { period: t(`basis.periods.${table?.period ?? "month"}`) });
  return t("cohorts.title.weakest", {
    cohort: text.period(table.period, table.weakest.day),
    points: t("words.points", { n: format.number(table.weakest.below * 100, 1) }),
  });
}

/** The strongest cell after the first period: it gets the full colour. */
function strongest(rows: readonly Cohort[]): number {
  return Math.max(...rows.flatMap(({ cells }) => cells.slice(1).map((cell) => cell ?? 0)), 0) || 1;
}

/** Cohorts with their cells, each opening the customers in it. */
export function CohortHeatmap({ table, columns }: { table: CohortTable; columns?: number }) {
  const { t } = useTranslation();
  const format = useFormat();
  const text = useFigureText();
  const [search] = useAddress();
  const width = columns ?? Math.max(...table.rows.map(({ cells }) => cells.length), 1);
  const most = strongest(table.rows);
  const write = (value: number) => {
    if (table.measure === "share") return format.percent(value, 0);
    return table.measure === "count" ? format.number(value) : format.roundMoney(value);
  };
  const cellOf = (row: Cohort, value: number | null | undefined, k: number): HeatCell => {
    if (value === null || value === undefined) return null;
    const set = { set: "cohort", period: table.period, day: row.bounds.day, k } as const;
    return {
      text: write(value),
      weight: Math.min(value / most, 1),
      reference: k === 0,
      open: row.incompleteAt === k,
      href: behindHref(set, basisQuery(search)),
      label: t(row.incompleteAt === k ? "cohorts.cellOpen" : "cohorts.cell", {
        cohort: text.period(table.period, row.bounds.day),
        k,
        value: write(value),
      }),
    };
  };
  const nameOf = ({ bounds }: Cohort) =>
    table.period === "month" ? format.shortMonth(bounds.day) : text.period(table.period, bounds.day);
  const rows = table.rows.map((row): HeatRow => ({
    name: nameOf(row),
    note: row.alreadyThere ? t("cohorts.alreadyThere") : undefined,
    mark: <RestatedMark restated={row.restated} of={nameOf(row)} />,
    size: format.number(row.customers),
    cells: row.cells.slice(0, width).map((value, k) => cellOf(row, value, k)),
  }));
  return (
    <Heatmap
      label={t("cohorts.subtitle.share")}
      corner={t("cohorts.firstOrder")}
      sizeName={t("basis.n")}
      columns={Array.from({ length: width }, (_, k) => String(k))}
      rows={rows}
    />
  );
}
