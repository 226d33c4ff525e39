import styles from "./Chart.module.css";

/** A chart's data in rows; the first cell of each names it. */
export type PlainData = { head: readonly string[]; rows: readonly (readonly string[])[] };

/** The table behind a chart. */
export function PlainTable({ label, data }: { label: string; data: PlainData }) {
  return (
    <div className={styles["frame"]}>
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
    </div>
  );
}
