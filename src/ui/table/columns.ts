import type { ReactNode } from "react";

/** One column of a table. */
export type Column<Row> = {
  key: string;
  header: string;
  cell: (row: Row) => ReactNode;
  /** The cell as plain text: for the hover, the export and, without `value`, the sort. */
  text: (row: Row) => string;
  /** What to sort by, where that isn't the text. */
  value?: (row: Row) => number | string | null;
  /** Numbers stand at the end, aligned. */
  numeric?: boolean;
  sortable?: boolean;
  /** Cannot be hidden; on a phone it is the card's heading. */
  main?: boolean;
  /** Sentences go over several lines instead of being cut. */
  wraps?: boolean;
};

/** How a table is arranged; kept in the address. */
export type Arrangement = {
  sort?: string | undefined;
  descending: boolean;
  find: string;
  hidden: readonly string[];
};

function compare(a: number | string | null, b: number | string | null): number {
  if (a === b) return 0;
  if (a === null) return -1;
  if (b === null) return 1;
  return typeof a === "number" && typeof b === "number" ? a - b : String(a).localeCompare(String(b));
}

/** Sorts and filters rows that are all here. Unknown values stand last either way. */
export function arrange<Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  { sort, descending, find }: Arrangement,
): readonly Row[] {
  const wanted = find.trim().toLocaleLowerCase();
  const found = wanted
    ? rows.filter((row) => columns.some((column) => column.text(row).toLocaleLowerCase().includes(wanted)))
    : rows;
  const column = columns.find(({ key }) => key === sort);
  if (!column) return found;
  const value = (row: Row) => (column.value ? column.value(row) : column.text(row));
  return [...found].sort((a, b) => {
    const [left, right] = [value(a), value(b)];
    if (left === null || right === null) return -compare(left, right);
    return compare(left, right) * (descending ? -1 : 1);
  });
}
