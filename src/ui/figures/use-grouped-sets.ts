import { useTranslation } from "react-i18next";
import type { NamedSet } from "../../measure/basis/contract.ts";
import { useSetName, whoOf } from "./use-set-name.ts";
import { useSets } from "./use-sets.ts";

const GROUPS = ["segment", "list", "persona"] as const;

function groupOf({ kind, isList }: NamedSet): (typeof GROUPS)[number] {
  return isList ? "list" : kind;
}

/** The sets that figures can be held to, as choices in groups. */
export function useGroupedSets(): { group: string; items: { value: string; label: string }[] }[] {
  const { t } = useTranslation();
  const nameOf = useSetName();
  const sets = useSets();
  return GROUPS.map((group) => ({
    group: t(`basis.who.${group}`),
    items: sets
      .filter((one) => groupOf(one) === group)
      .map((one) => ({ value: whoOf(one), label: nameOf(one) })),
  })).filter(({ items }) => items.length > 0);
}
