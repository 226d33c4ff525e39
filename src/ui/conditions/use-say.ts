import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { SegmentsAnswer } from "../../profile/segments/contract.ts";
import { get } from "../api.ts";
import { useFormat } from "../format/use-format.ts";
import type { Say } from "./say.ts";

/** All segments and lists by number and name, for those who choose among them or read of them. */
export function useKept(isWanted = true) {
  return useQuery({
    enabled: isWanted,
    queryKey: ["segments", "names"],
    staleTime: 60_000,
    queryFn: ({ signal }) => get<SegmentsAnswer>("/api/v1/segments", { limit: 500 }, signal),
  }).data;
}

/** What it takes to say a rule to the reader. */
export function useSay(): Say {
  const { t } = useTranslation();
  const format = useFormat();
  const kept = useKept();
  return useMemo(
    () => ({
      t,
      format,
      nameOf: (_, id) => kept?.segments.find((one) => one.id === id)?.name ?? String(id),
    }),
    [t, format, kept],
  );
}
