import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { send } from "../../ui/api.ts";
import type { Rule } from "../conditions/contract.ts";
import { SEGMENTS } from "./use-segments.tsx";
import type { PreviewAnswer } from "./contract.ts";

/** How long the hand rests before the rule is counted. */
const REST_MS = 350;

/**
 * How many a rule holds for while it is being written. What is asked for a rule that was changed since
 * is cancelled; its answer stays on the page, marked as outdated, until the next is there.
 */
export function usePreview(rule: Rule, isWhole: boolean) {
  const written = JSON.stringify(rule);
  const [settled] = useDebouncedValue(written, REST_MS);
  const query = useQuery({
    queryKey: ["segments", "preview", settled],
    enabled: isWhole && settled === written,
    staleTime: 30_000,
    gcTime: 60_000,
    retry: false,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      send<PreviewAnswer>("POST", `${SEGMENTS}/preview`, { rule: JSON.parse(settled) as Rule }, signal),
  });
  const isCurrent = isWhole && settled === written && !query.isFetching && !query.isPlaceholderData;
  return { query, isCurrent };
}
