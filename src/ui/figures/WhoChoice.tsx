import { MultiSelect } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { NamedSet } from "../../measure/basis/contract.ts";
import { useAddress, word } from "../address.ts";
import { useSetName, whoOf } from "./use-set-name.ts";
import { useSets } from "./use-sets.ts";

/** Members of more sets at once are hardly anybody. */
const MOST = 3;

const GROUPS = ["segment", "list", "persona"] as const;

function groupOf({ kind, isList }: NamedSet): (typeof GROUPS)[number] {
  return isList ? "list" : kind;
}

/** Whom the figures are held to: members of one set, or of several at once. Stands in the address. */
export function WhoChoice() {
  const { t } = useTranslation();
  const [search, set] = useAddress();
  const nameOf = useSetName();
  const sets = useSets();
  const chosen = word(search, "who")?.split(",") ?? [];
  if (sets.length === 0 && chosen.length === 0) return null;
  const data = GROUPS.map((group) => ({
    group: t(`basis.who.${group}`),
    items: sets
      .filter((one) => groupOf(one) === group)
      .map((one) => ({ value: whoOf(one), label: nameOf(one) })),
  })).filter(({ items }) => items.length > 0);
  return (
    <MultiSelect
      size="xs"
      maw={420}
      searchable
      clearable
      maxValues={MOST}
      aria-label={t("basis.who.label")}
      placeholder={chosen.length === 0 ? t("basis.who.all") : undefined}
      data={data}
      value={chosen}
      onChange={(who) => set({ who: who.length > 0 ? who.join(",") : undefined })}
    />
  );
}
