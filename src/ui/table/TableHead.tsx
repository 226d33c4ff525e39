/* oxlint-disable jsx-a11y/no-redundant-roles, jsx-a11y/no-interactive-element-to-noninteractive-role, jsx-a11y/no-noninteractive-element-interactions -- on a phone rows are laid out as cards, which takes a table's roles away unless they are written out */
import { SortIcon } from "../parts/icons.tsx";
import type { Column } from "./columns.ts";
import styles from "./DataTable.module.css";

type TableHeadProps<Row> = {
  columns: readonly Column<Row>[];
  sort: string | undefined;
  descending: boolean;
  onSort: ((key: string) => void) | undefined;
};

/** The headings; those that can be sorted by are buttons. */
export function TableHead<Row>({ columns, sort, descending, onSort }: TableHeadProps<Row>) {
  const order = (key: string) => (key === sort ? (descending ? "descending" : "ascending") : undefined);
  return (
    <thead role="rowgroup">
      <tr role="row">
        {columns.map((column) => (
          <th
            key={column.key}
            role="columnheader"
            scope="col"
            data-numeric={column.numeric}
            aria-sort={order(column.key)}
          >
            {column.sortable && onSort ? (
              <button type="button" className={styles["sort"]} onClick={() => onSort(column.key)}>
                {column.header}
                {column.key === sort && <SortIcon down={descending} />}
              </button>
            ) : (
              column.header
            )}
          </th>
        ))}
      </tr>
    </thead>
  );
}
