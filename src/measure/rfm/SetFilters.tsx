import { Group, Select } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useAddress, word } from "../../ui/address.ts";
import { RFM_CELLS } from "./contract.ts";
import { BackChoice } from "./FlowsPanels.tsx";

const TIERS = ["high", "medium", "other"] as const;

/** Which buyers are listed: by cell, tier and move; all of it in the address. */
export function SetFilters() {
  const { t } = useTranslation();
  const [search, set] = useAddress();
  const choice = (name: string, label: string, data: { value: string; label: string }[]) => (
    <Select
      size="xs"
      w={190}
      clearable
      aria-label={label}
      placeholder={label}
      data={data}
      value={word(search, name) ?? null}
      onChange={(value) => set({ [name]: value ?? undefined })}
    />
  );
  return (
    <Group gap="xs">
      {choice(
        "cell",
        t("rfm.list.allCells"),
        RFM_CELLS.map((value) => ({ value, label: t(`rfm.cell.${value}`) })),
      )}
      {choice(
        "tier",
        t("customers.tier"),
        TIERS.map((value) => ({ value, label: t(`words.tier.${value}`) })),
      )}
      {choice(
        "moved",
        t("rfm.list.allMoves"),
        (["down", "up"] as const).map((value) => ({ value, label: t(`rfm.list.${value}`) })),
      )}
      <BackChoice />
    </Group>
  );
}
