import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import type { Demo } from "../../collect/demo/contract.ts";
import { get, send } from "../api.ts";
import { useFormat } from "../format/use-format.ts";
import { ProblemNote } from "../parts/ProblemNote.tsx";
import { Work } from "../parts/Work.tsx";

/** Rate and time left, from how much was handed over since the start. */
function paceOf(demo: Demo): { rate: number; left: number } | null {
  if (!demo.startedAt || demo.total === null || demo.sent === 0) return null;
  const seconds = Math.max((Date.now() - Date.parse(demo.startedAt)) / 1000, 0.1);
  const stored = Math.max(demo.sent - demo.waiting, 0);
  const rate = stored / seconds;
  return rate > 0 ? { rate, left: (demo.total - stored) / rate } : null;
}

/** The demo shop on its way in: how far, how fast, how long still. */
export function DemoWork({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const query = useQuery({
    queryKey: ["demo"],
    queryFn: ({ signal }) => get<Demo>("/api/v1/demo", {}, signal),
    refetchInterval: 700,
    staleTime: 0,
  });
  const demo = query.data;
  const done = demo?.state === "loaded" && demo.waiting === 0;
  useEffect(() => {
    if (done) onDone();
  }, [done, onDone]);
  if (query.error) return <ProblemNote error={query.error} onRetry={() => void query.refetch()} />;
  const pace = demo ? paceOf(demo) : null;
  const share = demo?.total ? (demo.sent - demo.waiting) / demo.total : null;
  return (
    <Work
      label={t("welcome.demoLoading")}
      share={share}
      rate={pace ? t("work.eventsRate", { n: format.number(pace.rate) }) : undefined}
      secondsLeft={pace?.left ?? null}
      onCancel={() => void send("POST", "/api/v1/demo/cancel", {})}
    />
  );
}
