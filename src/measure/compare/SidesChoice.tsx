import { Group, Select } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useAddress } from "../../ui/address.ts";
import { useGroupedSets } from "../../ui/figures/use-grouped-sets.ts";
import { OTHERS } from "./contract.ts";
import { useSides } from "./use-comparison.tsx";

/** Whom to compare with whom; both stand in the address. */
export function SidesChoice() {
  const { t } = useTranslation();
  const [, set] = useAddress();
  const { a, b } = useSides();
  const sets = useGroupedSets();
  const others = { value: OTHERS, label: t("compare.others") };
  return (
    <Group gap="xs">
      <Select
        searchable
        label={t("compare.a")}
        placeholder={t("compare.pick")}
        data={sets}
        value={a ?? null}
        onChange={(value) => set({ a: value ?? undefined })}
      />
      <Select
        searchable
        label={t("compare.b")}
        allowDeselect={false}
        data={[others, ...sets]}
        value={b}
        onChange={(value) => set({ b: value && value !== OTHERS ? value : undefined })}
      />
    </Group>
  );
}
