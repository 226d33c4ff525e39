import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useAddress, word } from "../../ui/address.ts";
import { Failure, get } from "../../ui/api.ts";
import { OTHERS, type CompareAnswer } from "./contract.ts";

/** How often it is asked how far a comparison is, and whether a server that was away is back, in milliseconds. */
const ASK_EVERY = 700;
const BACK_EVERY = 3000;

/** The sides in the address. */
export function useSides(): { a: string | undefined; b: string } {
  const [search] = useAddress();
  return { a: word(search, "a"), b: word(search, "b") ?? OTHERS };
}

/** How far it is; begun anew where the server forgot how far it was, as one does that was started again. */
type Followed = CompareAnswer & { readonly isAnew: boolean };

/** Whether the server could not be reached, so that asking again helps. */
export const isAway = (error: unknown): boolean =>
  error instanceof Failure && [0, 502, 503].includes(error.status);

function askAgain(error: unknown, data: Followed | undefined): number | false {
  // A comparison that fails would fail anew: whoever wants that asks for it.
  if (error) return isAway(error) ? BACK_EVERY : false;
  return data && !data.comparison ? ASK_EVERY : false;
}

/** The comparison of the sides in the address, asked for again until it is there. */
export function useComparison() {
  const { a, b } = useSides();
  return useQuery({
    queryKey: ["compare", a, b],
    enabled: a !== undefined,
    placeholderData: keepPreviousData,
    queryFn: async ({ signal, client, queryKey }): Promise<Followed> => {
      const before = client.getQueryData<Followed>(queryKey);
      const now = await get<CompareAnswer>("/api/v1/compare", { a, b }, signal);
      const isBehind = before !== undefined && !before.comparison && now.share < before.share;
      return { ...now, isAnew: isBehind || before?.isAnew === true };
    },
    refetchInterval: ({ state }) => askAgain(state.error, state.data),
  });
}
