import { Fragment, type ReactNode } from "react";
import styles from "./Facts.module.css";

/** Names with their values, one pair a line. */
export function Facts({ children }: { children: readonly (readonly [name: ReactNode, value: ReactNode])[] }) {
  return (
    <dl className={styles["facts"]}>
      {children.map(([name, value], line) => (
        <Fragment key={line}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </Fragment>
      ))}
    </dl>
  );
}
