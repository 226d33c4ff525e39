import { useQuery } from "@tanstack/react-query";
import { get } from "../../ui/api.ts";
import type { DetailsAnswer, Matter, QuotesAnswer } from "./details-contract.ts";

/** What is told of a persona beyond its figures. */
export function useDetails(id: string) {
  return useQuery({
    queryKey: ["personas", "one", id, "details"],
    queryFn: ({ signal }) => get<DetailsAnswer>(`/api/v1/personas/${id}/details`, {}, signal),
  });
}

/** What customers of a persona wrote with a word. */
export function useQuotes(id: string, matter: Matter, key: string) {
  return useQuery({
    queryKey: ["personas", "one", id, "quotes", matter, key],
    queryFn: ({ signal }) => get<QuotesAnswer>(`/api/v1/personas/${id}/quotes`, { matter, key }, signal),
  });
}
