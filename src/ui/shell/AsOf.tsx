import { createContext, useContext, useEffect, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../format/use-format.ts";
import styles from "./AsOf.module.css";
import { useWorkspace } from "./use-workspace.ts";

const AsOfContext = createContext<{ asOf: string | null; set: (asOf: string | null) => void }>({
  asOf: null,
  set: () => {},
});

/** Keeps the instant that the page's figures are of. */
export function AsOfProvider({ children }: { children: ReactNode }) {
  const [asOf, set] = useState<string | null>(null);
  return <AsOfContext value={{ asOf, set }}>{children}</AsOfContext>;
}

/** A page with figures says here what instant they are of; the header shows it. */
export function useAsOf(asOf: string | undefined): void {
  const { set } = useContext(AsOfContext);
  useEffect(() => {
    set(asOf ?? null);
    return () => set(null);
  }, [asOf, set]);
}

/** As-of instant, time zone and currency of the figures. */
export function AsOf() {
  const { t } = useTranslation();
  const { asOf } = useContext(AsOfContext);
  const workspace = useWorkspace();
  const format = useFormat();
  if (!workspace) return <div className={styles["as-of"]} />;
  const instant = asOf ? t("shell.asOf", { at: format.dateTime(asOf) }) : null;
  const shown = [instant, workspace.timeZone.replaceAll("_", " "), workspace.currency];
  return (
    <div className={styles["as-of"]}>
      {shown.filter(Boolean).map((part, index) => (
        <span key={part}>
          {index > 0 && "· "}
          <bdi>{part}</bdi>
        </span>
      ))}
    </div>
  );
}
