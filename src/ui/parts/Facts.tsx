import { Fragment, type ReactNode } from "react";
import styles from "./Facts.module.css";

type FactsProps = {
  children: readonly (readonly [name: ReactNode, value: ReactNode])[];
  /** Values are numbers: they stand at the end of the line, digit under digit. */
  numeric?: boolean;
};

/** Names with their values, one pair a line. */
export function Facts({ children, numeric = false }: FactsProps) {
  return (
    <dl className={styles["facts"]} data-numeric={numeric || undefined}>
      {children.map(([name, value], line) => (
        <Fragment key={line}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </Fragment>
      ))}
    </dl>
  );
}
