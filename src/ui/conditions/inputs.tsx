/** The small inputs that sentences are made of; each is named for those who don't see where it stands. */
import { NativeSelect, NumberInput, TagsInput, TextInput, Autocomplete } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import styles from "./Conditions.module.css";
import { useSuggestions, type Vocabulary } from "./use-suggestions.ts";
import { useWrong, type Where } from "./wrong.tsx";

type Choice = { readonly value: string; readonly label: string };

type ChooseProps = {
  label: string;
  value: string;
  choices: readonly Choice[];
  onChange: (value: string) => void;
} & Where;

/** One of a few words. */
export function Choose({ label, value, choices, onChange, ...where }: ChooseProps) {
  return (
    <NativeSelect
      size="xs"
      error={useWrong(where)}
      className={styles["choose"]}
      aria-label={label}
      data={choices.map((choice) => ({ ...choice }))}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

type NumberBoxProps = {
  label: string;
  value: number;
  onChange: (value: number) => void;
  min?: number;
  max?: number;
  isWhole?: boolean;
} & Where;

/** A number. */
export function NumberBox(props: NumberBoxProps) {
  const { label, value, onChange, min, max, isWhole = false, ...where } = props;
  return (
    <NumberInput
      size="xs"
      className={styles["number"]}
      error={useWrong(where)}
      aria-label={label}
      hideControls
      allowDecimal={!isWhole}
      allowNegative={min === undefined || min < 0}
      {...(min === undefined ? {} : { min })}
      {...(max === undefined ? {} : { max })}
      clampBehavior="blur"
      value={value}
      onChange={(next) => {
        const number = typeof next === "number" ? next : Number.parseFloat(next);
        if (Number.isFinite(number)) onChange(number);
      }}
    />
  );
}

type DayProps = { label: string; value: string; onChange: (value: string) => void } & Where;

/** A calendar day. */
export function DayBox({ label, value, onChange, ...where }: DayProps) {
  const { t } = useTranslation();
  const wrong = useWrong(where);
  return (
    <TextInput
      size="xs"
      type="date"
      error={value === "" ? t("conditions.choose.missing") : wrong}
      className={styles["day"]}
      aria-label={label}
      value={value.slice(0, 10)}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

type NameProps = {
  label: string;
  value: string;
  of: Vocabulary | null;
  onChange: (value: string) => void;
} & Where;

/** A name, with those that the workspace's own data has suggested as one types. */
export function NameBox({ label, value, of, onChange, ...where }: NameProps) {
  const { t } = useTranslation();
  const wrong = useWrong(where);
  const [sought] = useDebouncedValue(value, 150);
  const suggested = useSuggestions(of, sought);
  return (
    <Autocomplete
      size="xs"
      className={styles["text"]}
      aria-label={label}
      placeholder={label}
      required
      error={value === "" ? t("conditions.choose.missing") : wrong}
      data={[...suggested]}
      maxLength={1000}
      value={value}
      onChange={onChange}
      limit={30}
      comboboxProps={{ transitionProps: { duration: 0 } }}
    />
  );
}

type NamesProps = {
  label: string;
  values: readonly string[];
  of: Vocabulary | null;
  onChange: (values: string[]) => void;
} & Where;

/** Several names, with those that the workspace's own data has suggested as one types. */
export function NamesBox({ label, values, of, onChange, ...where }: NamesProps) {
  const { t } = useTranslation();
  const wrong = useWrong(where);
  const [typed, setTyped] = useState("");
  const [sought] = useDebouncedValue(typed, 150);
  const suggested = useSuggestions(of, sought);
  return (
    <TagsInput
      size="xs"
      className={styles["names"]}
      aria-label={label}
      placeholder={values.length === 0 ? label : ""}
      error={values.length === 0 ? t("conditions.choose.missing") : wrong}
      data={[...suggested]}
      value={[...values]}
      onChange={onChange}
      searchValue={typed}
      onSearchChange={setTyped}
      acceptValueOnBlur
      splitChars={["\n", "\t"]}
      maxTags={200}
      limit={30}
      comboboxProps={{ transitionProps: { duration: 0 } }}
    />
  );
}
