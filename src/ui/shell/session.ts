import { queryOptions } from "@tanstack/react-query";
import type { Me } from "../../workspace/people/contract.ts";
import type { Settings } from "../../workspace/settings/contract.ts";
import { get } from "../api.ts";

/** Who is signed in and what they may do; `actor` is null where nobody is. */
export const sessionQuery = queryOptions({
  queryKey: ["me"],
  staleTime: 5 * 60_000,
  queryFn: ({ signal }) => get<Me>("/api/v1/me", {}, signal),
});

/** The workspace's settings. */
export const workspaceQuery = queryOptions({
  queryKey: ["workspace"],
  staleTime: 5 * 60_000,
  queryFn: ({ signal }) => get<Settings>("/api/v1/workspace", {}, signal),
});
