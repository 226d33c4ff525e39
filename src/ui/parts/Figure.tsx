import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Definition } from "./Definition.tsx";
import { Sparkline } from "./Sparkline.tsx";
import styles from "./Figure.module.css";

/** How a figure moved since an earlier period. */
export type Change = {
  /** The size of the move with its unit, without a sign: "0.3 pp". */
  text: string;
  direction: "up" | "down" | "flat";
  /** Whether that is good news; null where it is neither, or within its interval. */
  good: boolean | null;
};

/** Everything that a figure shows. */
export type FigureProps = {
  name: string;
  /** Written out with its unit; null where it is not known, then `why` says why. */
  value: string | null;
  why?: string | undefined;
  /** How many it is worked out from, and the way to them. */
  n?: { text: string; label: string; href?: string | undefined } | undefined;
  month?: Change | null;
  year?: Change | null;
  past?: readonly (number | null)[];
  openPeriod?: boolean;
  definition: ReactNode;
  /** Stands beside the name where something is to be known of the value. */
  mark?: ReactNode;
  /** Opens the customers behind the figure. */
  href?: string | undefined;
};

const ARROWS = { up: "▲", down: "▼", flat: "■" } as const;

function Moved({ change, span }: { change: Change; span: "month" | "year" }) {
  const { t } = useTranslation();
  const tone = change.good === null ? "even" : change.good ? "good" : "bad";
  return (
    <span className={styles["moved"]} data-tone={tone}>
      <span aria-hidden>{ARROWS[change.direction]}</span>
      <span className="unseen">{t(`figure.${change.direction}`)}</span> <bdi>{change.text}</bdi>
      <span className={span === "month" ? "unseen" : undefined}> {t(`figure.${span}`)}</span>
    </span>
  );
}

function Denominator({ text, label, href }: NonNullable<FigureProps["n"]>) {
  return (
    <small>
      {href ? (
        <Link to={href} aria-label={label}>
          {text}
        </Link>
      ) : (
        text
      )}
    </small>
  );
}

/** A figure: name, value, how it moved, its past, its definition, and the way to its customers. */
export function Figure(props: FigureProps) {
  const { name, value, why, n, month, year, past, openPeriod, definition, mark, href } = props;
  const shown = <bdi>{value ?? "–"}</bdi>;
  return (
    <div className={styles["figure"]}>
      <div className={styles["name"]}>
        <span>{name}</span>
        <Definition name={name}>{definition}</Definition>
        {mark}
      </div>
      <div className={styles["value"]}>
        {href && value !== null ? <Link to={href}>{shown}</Link> : shown}
        {n && <Denominator {...n} />}
      </div>
      <div className={styles["changes"]}>
        {value === null && why}
        {month && <Moved change={month} span="month" />}
        {year && <Moved change={year} span="year" />}
      </div>
      {past && <Sparkline values={past} open={openPeriod ?? false} />}
    </div>
  );
}

/** Figures side by side in one frame. */
export function Figures({ children }: { children: ReactNode }) {
  return <div className={styles["figures"]}>{children}</div>;
}
