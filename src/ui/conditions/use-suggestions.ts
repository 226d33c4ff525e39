import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { VocabularyAnswer, VocabularyOf } from "../../profile/vocabulary/contract.ts";
import { get } from "../api.ts";

/** What names can be suggested from. */
export type Vocabulary = VocabularyOf;

/** Names that the workspace's own data has, those that are met most first. */
export function useSuggestions(of: Vocabulary | null, sought = ""): readonly string[] {
  const query = useQuery({
    queryKey: ["vocabulary", of, sought],
    enabled: of !== null,
    staleTime: 5 * 60_000,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      get<VocabularyAnswer>("/api/v1/vocabulary", { of: of ?? undefined, q: sought }, signal),
  });
  return query.data?.names.map(({ name }) => name) ?? [];
}
