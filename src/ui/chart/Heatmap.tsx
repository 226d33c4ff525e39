import { Link } from "@tanstack/react-router";
import type { CSSProperties, ReactNode } from "react";
import { useTranslation } from "react-i18next";
import styles from "./Heatmap.module.css";

/** One cell: what it shows, how strong, and the customers behind it. Null: not known yet. */
export type HeatCell = {
  text: string;
  /** Stands below the text, smaller. */
  below?: string;
  /** 0 to 1, for the colour. */
  weight: number;
  /** The first period of a cohort is always the whole: grey. */
  reference?: boolean;
  /** The period is not over. */
  open?: boolean;
  href?: string;
  label: string;
} | null;

/** One line of a heat map. */
export type HeatRow = {
  name: string;
  note?: string | undefined;
  /** A sign beside the name that opens what is to be said of the whole line. */
  mark?: ReactNode;
  size: string;
  cells: readonly HeatCell[];
};

type HeatmapProps = {
  label: string;
  corner: string;
  sizeName: string;
  columns: readonly string[];
  rows: readonly HeatRow[];
};

function Cell({ cell }: { cell: HeatCell }) {
  const { t } = useTranslation();
  if (!cell) return <td className={styles["none"]}>{<span className="unseen">{t("chart.notYet")}</span>}</td>;
  const style = { "--weight": cell.weight } as CSSProperties;
  const text = (
    <>
      <bdi>{cell.text}</bdi>
      {cell.below && <span className={styles["below"]}>{cell.below}</span>}
    </>
  );
  return (
    <td
      className={styles["cell"]}
      style={style}
      data-reference={cell.reference}
      data-open={cell.open}
      title={cell.label}
    >
      {cell.href ? (
        <Link to={cell.href} aria-label={cell.label}>
          {text}
        </Link>
      ) : (
        <span className={styles["plain"]}>{text}</span>
      )}
    </td>
  );
}

/** Cohorts as a table whose cells are coloured by their value. Time runs from left to right in every language. */
export function Heatmap({ label, corner, sizeName, columns, rows }: HeatmapProps) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must take the focus
    <section className={styles["frame"]} tabIndex={0} aria-label={label} dir="ltr">
      <table className={styles["heatmap"]} aria-label={label}>
        <thead>
          <tr>
            <th scope="col" dir="auto">
              {corner}
            </th>
            <th scope="col" dir="auto">
              {sizeName}
            </th>
            {columns.map((name) => (
              <th key={name} scope="col" dir="auto">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.name}>
              <th scope="row" title={row.note} dir="auto">
                {row.name}
                {row.note && <span className={styles["note"]}> *</span>}
                {row.mark}
              </th>
              <td className={styles["size"]}>{row.size}</td>
              {columns.map((name, column) => (
                <Cell key={name} cell={row.cells[column] ?? null} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
