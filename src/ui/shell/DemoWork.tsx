import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { send } from "../api.ts";
import { useFormat } from "../format/use-format.ts";
import { ProblemNote } from "../parts/ProblemNote.tsx";
import { Work } from "../parts/Work.tsx";
import { demoQuery, paceOf, shareOf } from "./demo-query.ts";

/** The demo shop on its way in: how far, how fast, how long still. */
export function DemoWork({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const query = useQuery({ ...demoQuery, refetchInterval: 700 });
  const demo = query.data;
  const done = demo?.state === "loaded" && demo.waiting === 0;
  useEffect(() => {
    if (done) onDone();
  }, [done, onDone]);
  if (query.error) return <ProblemNote error={query.error} onRetry={() => void query.refetch()} />;
  const pace = demo ? paceOf(demo) : null;
  return (
    <Work
      label={t("welcome.demoLoading")}
      share={demo ? shareOf(demo) : null}
      rate={
        pace ? t("work.eventsRate", { count: Math.round(pace.rate), n: format.number(pace.rate) }) : undefined
      }
      secondsLeft={pace?.left ?? null}
      onCancel={() => void send("POST", "/api/v1/demo/cancel", {})}
    />
  );
}
