import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { get, send } from "../../ui/api.ts";
import { toast } from "../../ui/parts/toast.ts";
import type { MatchRun, RunsAnswer } from "./model-contract.ts";

const ROOT = "/api/v1/identity/matches";

/** Whether a run is still to end. */
const isOpen = ({ status }: MatchRun) => status === "waiting" || status === "running" || status === "undoing";

/** The runs, the one that goes on now, and what can be done with them; all pages follow when one ends. */
export function useRuns() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const refresh = () => queries.invalidateQueries({ queryKey: ["matches"] });
  const query = useQuery({
    queryKey: ["matches", "runs"],
    queryFn: async ({ signal }) => {
      const before = queries.getQueryData<RunsAnswer>(["matches", "runs"])?.runs.find(isOpen);
      const answer = await get<RunsAnswer>(`${ROOT}/runs`, {}, signal);
      const ended = before && !answer.runs.some((run) => isOpen(run) && run.id === before.id);
      if (ended) {
        void queries.invalidateQueries({ queryKey: ["matches", "queue"] });
        void queries.invalidateQueries({ queryKey: ["matches", "model"] });
      }
      return answer;
    },
    refetchInterval: ({ state }) => (state.data?.runs.some(isOpen) ? 1000 : 15_000),
  });
  const start = useMutation({
    mutationFn: () => send<MatchRun>("POST", `${ROOT}/runs`),
    onSuccess: () => toast(t("matches.started")),
    onSettled: refresh,
  });
  const cancel = useMutation({
    mutationFn: (id: number) => send<MatchRun>("POST", `${ROOT}/runs/${id}/cancel`),
    onSettled: refresh,
  });
  const undo = useMutation({
    mutationFn: ({ id, reason }: { id: number; reason: string }) =>
      send<MatchRun>("POST", `${ROOT}/runs/${id}/undo`, { reason }),
    onSettled: refresh,
  });
  const runs = query.data?.runs ?? [];
  return { query, runs, open: runs.find(isOpen) ?? null, start, cancel, undo };
}
