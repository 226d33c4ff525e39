import { Link } from "@tanstack/react-router";
import styles from "./StepList.module.css";

type Step = {
  step: "opening" | "new" | "won_back" | "lost" | "closing";
  name: string;
  value: string;
  href: string;
};

/** The reconciliation line by line, for a phone; each line opens its customers. */
export function StepList({ lines }: { lines: readonly Step[] }) {
  return (
    <ul className={styles["steps"]}>
      {lines.map(({ step, name, value, href }) => (
        <li key={step}>
          <Link to={href} className={styles["step"]}>
            <span className={styles["mark"]} data-step={step} aria-hidden />
            <span>{name}</span>
            <bdi>{value}</bdi>
          </Link>
        </li>
      ))}
    </ul>
  );
}
