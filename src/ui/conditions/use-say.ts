import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import type { SegmentsAnswer } from "../../profile/segments/contract.ts";
import { get } from "../api.ts";
import { useFormat } from "../format/use-format.ts";
import { usePersonaName } from "../figures/use-persona-name.ts";
import { useSets } from "../figures/use-sets.ts";
import type { KeptId, Say } from "./say.ts";

/** All segments and lists by number and name, for those who choose among them or read of them. */
export function useKept(isWanted = true) {
  return useQuery({
    enabled: isWanted,
    queryKey: ["segments", "names"],
    staleTime: 60_000,
    queryFn: ({ signal }) => get<SegmentsAnswer>("/api/v1/segments", { limit: 500 }, signal),
  }).data;
}

/** The personas that there are, by id and name. */
export function useKeptPersonas(): readonly { readonly id: string; readonly name: string }[] {
  const { name } = usePersonaName();
  return useSets()
    .filter(({ kind }) => kind === "persona")
    .map((persona) => ({ id: persona.id, name: name(persona) }));
}

/** What it takes to say a rule to the reader. */
export function useSay(): Say {
  const { t } = useTranslation();
  const format = useFormat();
  const kept = useKept();
  const personas = useKeptPersonas();
  // The list is another one with each question, its words are not.
  const names = JSON.stringify(personas);
  return useMemo(() => {
    const known = JSON.parse(names) as typeof personas;
    return {
      t,
      format,
      nameOf: (kind, id) => {
        const all: readonly { readonly id: KeptId; readonly name: string }[] =
          kind === "persona" ? known : (kept?.segments ?? []);
        return all.find((one) => one.id === id)?.name ?? String(id);
      },
    };
  }, [t, format, kept, names]);
}
