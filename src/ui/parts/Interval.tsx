import styles from "./Interval.module.css";

/** The scale ends here, in standard deviations. */
const END = 3;

function place(d: number): number {
  return ((Math.min(Math.max(d, -END), END) + END) / (2 * END)) * 100;
}

/**
 * A standardised difference's interval on a scale that runs from left to right in every language; the
 * line in its middle is no difference. The numbers stand beside it as text.
 */
export function Interval({ d, from, to }: { d: number; from: number; to: number }) {
  return (
    <div className={styles["track"]} dir="ltr" aria-hidden>
      <span
        className={styles["interval"]}
        data-below={d < 0 || undefined}
        style={{
          left: `min(${place(from)}%, calc(100% - 3px))`,
          width: `max(3px, ${place(to) - place(from)}%)`,
        }}
      />
      <span className={styles["middle"]} />
    </div>
  );
}
