import { MultiSelect, type OptionsFilter } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Coded } from "../../core/code-names.ts";
import { codeOf, type Plain } from "../../profile/conditions/contract.ts";
import styles from "./Conditions.module.css";
import { useCodeChoices } from "./use-code-choices.ts";
import { useWrong, type Where } from "./wrong.tsx";

type Props = {
  kind: Coded;
  held: readonly Plain[];
  onChange: (codes: readonly string[]) => void;
} & Where;

/** Countries or languages, chosen by their names. */
export function CodesInput({ kind, held, onChange, ...where }: Props) {
  const wrong = useWrong(where);
  const { t, i18n } = useTranslation();
  const { values, choices } = useCodeChoices(kind, held);
  const label = t("conditions.choose.values");
  const small = (text: string) => text.trim().toLocaleLowerCase(i18n.language);
  /** By a part of the name as it is shown, by the code, and by the name in another language. */
  const filter: OptionsFilter = ({ options, search, limit }) => {
    const code = codeOf(kind, search);
    return options
      .filter((one) => "value" in one && (small(one.label).includes(small(search)) || one.value === code))
      .slice(0, limit);
  };
  return (
    <MultiSelect
      size="xs"
      searchable
      className={styles["names"]}
      aria-label={label}
      placeholder={values.length === 0 ? label : ""}
      error={values.length === 0 ? t("conditions.choose.missing") : wrong}
      data={choices}
      filter={filter}
      limit={300}
      nothingFoundMessage={t("conditions.choose.nothing")}
      value={values}
      onChange={onChange}
      comboboxProps={{ transitionProps: { duration: 0 } }}
    />
  );
}
