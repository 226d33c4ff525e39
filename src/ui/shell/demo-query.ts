import { queryOptions } from "@tanstack/react-query";
import type { Demo } from "../../collect/demo/contract.ts";
import { get } from "../api.ts";

const BUSY: readonly Demo["state"][] = ["loading", "storing", "removing"];

/** Whether the demo shop comes in or goes out just now. */
export function isBusy(demo: Demo | undefined): demo is Demo {
  return demo !== undefined && BUSY.includes(demo.state);
}

/** Where the demo shop stands: asked often while it moves, rarely while it rests. */
export const demoQuery = queryOptions({
  queryKey: ["demo"],
  staleTime: 0,
  queryFn: ({ signal }) => get<Demo>("/api/v1/demo", {}, signal),
  refetchInterval: ({ state }) => (isBusy(state.data) ? 1_000 : 30_000),
});

/** The share of it that is stored, from 0 to 1; null where that is not known. */
export function shareOf(demo: Demo): number | null {
  if (demo.state === "removing" || !demo.total) return null;
  return Math.max(demo.sent - demo.waiting, 0) / demo.total;
}

/** Rate and time left, from how much was stored since the start. */
export function paceOf(demo: Demo): { rate: number; left: number } | null {
  if (!demo.startedAt || !demo.total || demo.sent === 0) return null;
  const seconds = Math.max((Date.now() - Date.parse(demo.startedAt)) / 1000, 0.1);
  const stored = Math.max(demo.sent - demo.waiting, 0);
  const rate = stored / seconds;
  return rate > 0 ? { rate, left: (demo.total - stored) / rate } : null;
}
