import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useEffect, useRef, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { ImportView } from "../../collect/imports/contract.ts";
import { get } from "../api.ts";
import { Work } from "../parts/Work.tsx";
import { demoQuery, isBusy, paceOf, shareOf } from "./demo-query.ts";
import styles from "./RunningWork.module.css";
import { useMay } from "./use-workspace.ts";

const RUNNING: readonly ImportView["status"][] = ["staging", "running", "finishing", "undoing"];

const running = (imports: readonly ImportView[] | undefined) =>
  imports?.find(({ status }) => RUNNING.includes(status));

/** The import that runs just now, if one does. */
function useRunningImport(): ImportView | undefined {
  const may = useMay("imports:read");
  const query = useQuery({
    queryKey: ["imports", "running"],
    enabled: may,
    staleTime: 0,
    queryFn: ({ signal }) => get<{ imports: ImportView[] }>("/api/v1/imports", { limit: 5 }, signal),
    refetchInterval: ({ state }) => (running(state.data?.imports) ? 1_500 : 15_000),
  });
  return running(query.data?.imports);
}

/** What comes in just now, above every page: figures wait for it, and are read again when it is done. */
export function RunningWork() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const demo = useQuery(demoQuery).data;
  const job = useRunningImport();
  const busy = job !== undefined || isBusy(demo);
  const before = useRef(busy);
  useEffect(() => {
    if (before.current && !busy) void queries.invalidateQueries();
    before.current = busy;
  }, [busy, queries]);
  let work: ReactNode = null;
  if (job) {
    const { rows, total, secondsLeft } = job.progress;
    work = (
      <>
        <Work
          label={t("work.importing", { name: job.filename })}
          share={total ? rows / total : null}
          secondsLeft={secondsLeft}
        />
        <Link to="/imports/$id" params={{ id: String(job.id) }}>
          {t("work.progress")}
        </Link>
      </>
    );
  } else if (isBusy(demo)) {
    const label = demo.state === "removing" ? t("demo.removing") : t("demo.loading");
    work = <Work label={label} share={shareOf(demo)} secondsLeft={paceOf(demo)?.left ?? null} />;
  }
  return work && <div className={styles["running"]}>{work}</div>;
}
