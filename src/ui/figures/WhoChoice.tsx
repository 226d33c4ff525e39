import { MultiSelect } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useAddress, word } from "../address.ts";
import { useGroupedSets } from "./use-grouped-sets.ts";

/** Members of more sets at once are hardly anybody. */
const MOST = 3;

/** Whom the figures are held to: members of one set, or of several at once. Stands in the address. */
export function WhoChoice() {
  const { t } = useTranslation();
  const [search, set] = useAddress();
  const data = useGroupedSets();
  const chosen = word(search, "who")?.split(",") ?? [];
  if (data.length === 0 && chosen.length === 0) return null;
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
