/* oxlint-disable jsx-a11y/no-redundant-roles, jsx-a11y/no-interactive-element-to-noninteractive-role, jsx-a11y/no-noninteractive-element-interactions -- on a phone rows are laid out as cards, which takes a table's roles away unless they are written out */
import { useNavigate } from "@tanstack/react-router";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, type KeyboardEvent } from "react";
import type { Column } from "./columns.ts";
import styles from "./DataTable.module.css";

type TableBodyProps<Row> = {
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string | number;
  href?: (row: Row) => string;
  /** What scrolls; null until it stands on the page. */
  scroller: HTMLElement | null;
  more: (() => void) | null;
};

const STEPS: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10 };

/** Moves the focus from row to row by keyboard. */
function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const step = STEPS[event.key];
  const row = (event.target as HTMLElement).closest("tr");
  if (!step || !row) return;
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>("tr[data-index]")];
  const next = rows[Math.min(Math.max(rows.indexOf(row) + step, 0), rows.length - 1)];
  event.preventDefault();
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
}

/** The rows: only those in view exist, with spacers before and after them. */
export function TableBody<Row>({ columns, rows, rowKey, href, scroller, more }: TableBodyProps<Row>) {
  const navigate = useNavigate();
  // oxlint-disable-next-line react/incompatible-library -- no compiler memoises here
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller,
    estimateSize: () => 41,
    overscan: 12,
  });
  const items = virtual.getVirtualItems();
  const last = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (more && last >= rows.length - 20) more();
  }, [more, last, rows.length]);
  const before = items[0]?.start ?? 0;
  const after = virtual.getTotalSize() - (items.at(-1)?.end ?? 0);
  const open = (row: Row | undefined) => href && row !== undefined && void navigate({ to: href(row) });
  return (
    <tbody role="rowgroup" onKeyDown={moveFocus}>
      {before > 0 && <tr aria-hidden className={styles["spacer"]} style={{ height: before }} />}
      {items.map((item) => {
        const row = rows[item.index];
        if (row === undefined) return null;
        return (
          <tr
            key={rowKey(row)}
            ref={virtual.measureElement}
            data-index={item.index}
            data-opens={href ? true : undefined}
            role="row"
            aria-rowindex={item.index + 2}
            tabIndex={item.index === items[0]?.index ? 0 : -1}
            onKeyDown={(event) => event.key === "Enter" && event.target === event.currentTarget && open(row)}
            onClick={(event) => (event.target as HTMLElement).closest("a,button,input") === null && open(row)}
          >
            {columns.map((column) => (
              <td
                key={column.key}
                role="cell"
                data-label={column.header}
                data-numeric={column.numeric}
                data-main={column.main}
                data-empty={column.text(row) === "" && column.key !== "actions" ? true : undefined}
                data-wraps={column.wraps}
                title={column.text(row)}
              >
                {column.cell(row)}
              </td>
            ))}
          </tr>
        );
      })}
      {after > 0 && <tr aria-hidden className={styles["spacer"]} style={{ height: after }} />}
    </tbody>
  );
}
