import { Popover } from "@mantine/core";
import type { ReactNode } from "react";
import styles from "./Explained.module.css";

type ExplainedProps = {
  /** What the sign opens, for those who don't see it. */
  label: string;
  /** Said of the sign by the pointer. */
  title?: string;
  /** The sign. */
  icon: ReactNode;
  /** What it opens. */
  children: ReactNode;
};

/** A small sign beside a name that opens a few words. */
export function Explained({ label, title, icon, children }: ExplainedProps) {
  return (
    <Popover>
      <Popover.Target>
        <button type="button" className={styles["button"]} aria-label={label} title={title}>
          {icon}
        </button>
      </Popover.Target>
      <Popover.Dropdown>
        <div className={styles["text"]}>{children}</div>
      </Popover.Dropdown>
    </Popover>
  );
}
