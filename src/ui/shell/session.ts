import { queryOptions } from "@tanstack/react-query";
import type { Me } from "../../workspace/people/contract.ts";
import type { Settings } from "../../workspace/settings/contract.ts";
import { get } from "../api.ts";

/** Who is signed in and what they may do; `actor` is null where nobody is. */
export const sessionQuery = queryOptions({
  queryKey: ["me"],
  staleTime: 5 * 60_000,
  // Without its signal: the way in waits for this answer, whoever stops looking at it meanwhile.
  queryFn: () => get<Me>("/api/v1/me"),
});

/** The workspace's settings. */
export const workspaceQuery = queryOptions({
  queryKey: ["workspace"],
  staleTime: 5 * 60_000,
  queryFn: () => get<Settings>("/api/v1/workspace"),
});
