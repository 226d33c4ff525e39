import { useQuery } from "@tanstack/react-query";
import type { NamedSet } from "../../measure/basis/contract.ts";
import type { Who } from "../../measure/dimensions/contract.ts";
import { get } from "../api.ts";

/** The sets of customers that figures can be held to: segments, lists, personas. */
export function useSets(): readonly NamedSet[] {
  const query = useQuery({
    queryKey: ["figures", "who"],
    staleTime: 60_000,
    queryFn: ({ signal }) => get<Who>("/api/v1/figures/who", {}, signal),
  });
  return query.data?.sets ?? [];
}
