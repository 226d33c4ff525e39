/* oxlint-disable jsx-a11y/no-redundant-roles, jsx-a11y/no-interactive-element-to-noninteractive-role, jsx-a11y/no-noninteractive-element-interactions -- on a phone rows are laid out as cards, which takes a table's roles away unless they are written out */
import { useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { downloadCsv } from "../download.ts";
import { useFormat } from "../format/use-format.ts";
import { arrange, type Column } from "./columns.ts";
import { csvOf } from "./csv.ts";
import styles from "./DataTable.module.css";
import { TableBody } from "./TableBody.tsx";
import { TableHead } from "./TableHead.tsx";
import { TableTools } from "./TableTools.tsx";
import { useArrangement } from "./use-arrangement.ts";

/** What a table shows and can do. */
export type DataTableProps<Row> = {
  /** Names the table for screen readers and the exported file. */
  label: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string | number;
  /** Where a row leads. */
  href?: (row: Row) => string;
  first?: { sort?: string; descending?: boolean };
  /** The server sorts and filters; rows come page by page. `csv`: where all of them are; null: nowhere. */
  served?: { total: number; more: (() => void) | null; csv?: string | null; findLabel?: string } | undefined;
  filters?: ReactNode;
  empty: ReactNode;
  /** Without the tools above, for short lists. */
  bare?: boolean;
};

/** A table: virtual, sorted, filtered, with columns to choose; its state is in the address; cards on a phone. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { label, columns, rows, served, filters, bare = false } = props;
  const { t } = useTranslation();
  const format = useFormat();
  const [scroller, setScroller] = useState<HTMLElement | null>(null);
  const arrangement = useArrangement(props.first);
  const { hidden, find, sort, descending, sortBy, lookFor, toggle } = arrangement;
  const shown = served || bare ? rows : arrange(rows, columns, arrangement);
  const visible = columns.filter((column) => column.main || !hidden.includes(column.key));
  const exportHere = () =>
    downloadCsv(
      label,
      csvOf([
        visible.map((column) => column.header),
        ...shown.map((row) => visible.map((column) => column.text(row))),
      ]),
    );
  const total = served?.total ?? shown.length;
  const findable = !served || served.findLabel !== undefined;
  return (
    <div className={styles["frame"]}>
      {!bare && (
        <TableTools
          columns={columns}
          hidden={hidden}
          onToggle={toggle}
          find={find}
          onFind={findable ? lookFor : undefined}
          findLabel={served?.findLabel ?? t("table.filter")}
          count={t("table.rows", { count: total, n: format.number(total) })}
          filters={filters}
          csv={served?.csv === undefined ? exportHere : served.csv}
        />
      )}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must take the focus */}
      <section ref={setScroller} className={styles["scroller"]} tabIndex={0} aria-label={label}>
        <table role="table" className={styles["table"]} aria-label={label} aria-rowcount={total + 1}>
          <TableHead
            columns={visible}
            sort={sort}
            descending={descending}
            onSort={bare ? undefined : sortBy}
          />
          <TableBody
            {...props}
            columns={visible}
            rows={shown}
            scroller={scroller}
            more={served?.more ?? null}
          />
        </table>
        {shown.length === 0 && props.empty}
      </section>
    </div>
  );
}
