import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useAddress, word } from "../../ui/address.ts";
import { get } from "../../ui/api.ts";
import { OTHERS, type CompareAnswer } from "./contract.ts";

/** How often it is asked how far a comparison is, in milliseconds. */
const ASK_EVERY = 700;

/** The sides in the address. */
export function useSides(): { a: string | undefined; b: string } {
  const [search] = useAddress();
  return { a: word(search, "a"), b: word(search, "b") ?? OTHERS };
}

/** The comparison of the sides in the address, asked for again until it is there. */
export function useComparison() {
  const { a, b } = useSides();
  return useQuery({
    queryKey: ["compare", a, b],
    enabled: a !== undefined,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => get<CompareAnswer>("/api/v1/compare", { a, b }, signal),
    refetchInterval: ({ state }) => (state.data && !state.data.comparison ? ASK_EVERY : false),
  });
}
