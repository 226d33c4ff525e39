import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { get, send } from "../../ui/api.ts";
import type { PersonaRun, PersonasAnswer, PersonaSettings } from "./contract.ts";

const ROOT = "/api/v1/personas";

function isOpen(run: PersonaRun | null | undefined): boolean {
  return run?.status === "waiting" || run?.status === "running";
}

/** All personas, the search that goes on, and what can be done with it; pages follow when it ends. */
export function usePersonas() {
  const queries = useQueryClient();
  const refresh = () => queries.invalidateQueries({ queryKey: ["personas"] });
  const query = useQuery({
    queryKey: ["personas", "all"],
    queryFn: async ({ signal }) => {
      const before = queries.getQueryData<PersonasAnswer>(["personas", "all"]);
      const answer = await get<PersonasAnswer>(ROOT, {}, signal);
      if (isOpen(before?.run) && !isOpen(answer.run)) {
        void queries.invalidateQueries({ queryKey: ["personas", "one"] });
      }
      return answer;
    },
    refetchInterval: ({ state }) => (isOpen(state.data?.run) ? 1000 : 30_000),
  });
  const look = useMutation({
    mutationFn: () => send<PersonaRun>("POST", `${ROOT}/runs`),
    onSettled: refresh,
  });
  const cancel = useMutation({
    mutationFn: (id: number) => send<PersonaRun>("POST", `${ROOT}/runs/${id}/cancel`),
    onSettled: refresh,
  });
  const save = useMutation({
    mutationFn: async (settings: PersonaSettings) => {
      await send<PersonaSettings>("PUT", `${ROOT}/settings`, settings);
      return send<PersonaRun>("POST", `${ROOT}/runs`);
    },
    onSettled: refresh,
  });
  const run = query.data?.run ?? null;
  return { query, run, open: isOpen(run) ? run : null, look, cancel, save };
}
