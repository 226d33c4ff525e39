import { NumberInput, SimpleGrid, Textarea } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { AccountSettings } from "./accounts/accounts-contract.ts";

const NUMBERS = [
  { name: "usageDays", min: 7, max: 365 },
  { name: "championDays", min: 1, max: 365 },
  { name: "championTimes", min: 1, max: 20 },
] as const;

type Props = {
  value: AccountSettings;
  disabled: boolean;
  onChange: (value: AccountSettings) => void;
};

/** Where the personas of people at accounts part. */
export function AccountFields({ value, disabled, onChange }: Props) {
  const { t } = useTranslation();
  // What is typed, with its commas; the words are read off it.
  const [titles, setTitles] = useState(value.decidingTitles.join(", "));
  return (
    <>
      <SimpleGrid cols={{ base: 1, sm: 2 }} style={{ alignItems: "end" }}>
        {NUMBERS.map(({ name, min, max }) => (
          <NumberInput
            key={name}
            label={t(`personas.set.${name}`)}
            {...{ min, max, disabled }}
            decimalScale={name === "championTimes" ? 1 : 0}
            clampBehavior="blur"
            value={value[name]}
            onChange={(next) => typeof next === "number" && onChange({ ...value, [name]: next })}
          />
        ))}
      </SimpleGrid>
      <Textarea
        label={t("personas.set.decidingTitles")}
        autosize
        disabled={disabled}
        value={titles}
        onChange={({ currentTarget }) => {
          setTitles(currentTarget.value);
          const words = currentTarget.value.split(/[,،]/u).map((word) => word.trim());
          onChange({ ...value, decidingTitles: words.filter((word) => word !== "") });
        }}
      />
    </>
  );
}
