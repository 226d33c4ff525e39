import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { get } from "../../ui/api.ts";
import type { LibraryAnswer } from "./library-contract.ts";
import { SEGMENTS } from "./use-segments.tsx";

/** Rules to begin with. */
export function useLibrary(isWanted = true) {
  return useQuery({
    queryKey: ["segments", "library"],
    enabled: isWanted,
    staleTime: 60 * 60_000,
    queryFn: ({ signal }) => get<LibraryAnswer>(`${SEGMENTS}/library`, {}, signal),
  });
}

/** What ready rules are called; one that these pages don't know yet goes by its key. */
export function useReadyText() {
  const { t, i18n } = useTranslation();
  return {
    name: (key: string): string =>
      i18n.exists(`library.${key}`) ? t(`library.${key}` as "words.yes") : key.replaceAll("_", " "),
  };
}
