import { Select } from "@mantine/core";
import { useTranslation } from "react-i18next";
import styles from "./Conditions.module.css";
import type { Path } from "./places.ts";
import type { Kept, KeptId } from "./say.ts";
import { useKept, useKeptPersonas, useSay } from "./use-say.ts";
import { useWrong } from "./wrong.tsx";

type ChooseProps = { kind: Kept; value: KeptId; at: Path; onChange: (id: KeptId) => void };

/** What can be chosen of a kind. */
function useChoices(kind: Kept): readonly { readonly id: KeptId; readonly name: string }[] {
  const kept = useKept()?.segments ?? [];
  const personas = useKeptPersonas();
  if (kind === "persona") return personas;
  return kept.filter((one) => kind === "segment" || one.kind === "list");
}

/** One of the workspace's segments, lists or personas, by name. */
export function KeptSelect({ kind, value, at, onChange }: ChooseProps) {
  const { t } = useTranslation();
  const say = useSay();
  const found = useChoices(kind);
  const isOpen = value === 0 || value === "";
  const wrong = useWrong({ at });
  const isFound = isOpen || found.some(({ id }) => id === value);
  const data = found.map(({ id, name }) => ({ value: String(id), label: name }));
  return (
    <Select
      size="xs"
      searchable
      className={styles["text"]}
      aria-label={t(`conditions.choose.${kind}`)}
      placeholder={t(`conditions.choose.${kind}`)}
      error={isOpen ? t("conditions.choose.missing") : wrong}
      data={isFound ? data : [...data, { value: String(value), label: say.nameOf(kind, value) }]}
      value={isOpen ? null : String(value)}
      onChange={(id) => onChange(kind === "persona" ? (id ?? "") : Number(id ?? 0))}
      comboboxProps={{ transitionProps: { duration: 0 } }}
    />
  );
}
