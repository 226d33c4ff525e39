import styles from "./Chart.module.css";

/** A chart's data in rows; the first cell of each names it. */
export type PlainData = { head: readonly string[]; rows: readonly (readonly string[])[] };

type PlainTableProps = {
  label: string;
  data: PlainData;
  /** For screen readers only: it does not scroll, and takes no focus. */
  unseen?: boolean;
};

/** The table behind a chart. */
export function PlainTable({ label, data, unseen = false }: PlainTableProps) {
  return (
    <section className={styles["frame"]} aria-label={label} tabIndex={unseen ? undefined : 0}>
      <table className={styles["table"]} aria-label={label}>
        <thead>
          <tr>
            {data.head.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {data.rows.map((row, line) => (
            <tr key={line}>
              {row.map((cell, column) =>
                column === 0 ? (
                  <th key={column} scope="row">
                    {cell}
                  </th>
                ) : (
                  <td key={column}>
                    <bdi>{cell}</bdi>
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
