import { Button, Group, NumberInput, Stack } from "@mantine/core";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import type { Thresholds } from "./thresholds-contract.ts";

type Props = {
  /** What the fields hold at first. */
  from: Thresholds | null;
  onSave: (thresholds: Thresholds) => void;
  onLeave: () => void;
};

type Values = { recency: number[]; frequency: number[]; monetary: number[]; oneTime: number };
type Lists = "recency" | "frequency" | "monetary";

const START: Values = {
  recency: [30, 90, 180, 365],
  frequency: [2, 3, 5, 10],
  monetary: [0, 0, 0, 0],
  oneTime: 0,
};

function valuesOf({ recency, frequency, monetary, oneTime }: Thresholds): Values {
  return { recency, frequency, monetary: monetary.map(Number), oneTime: Number(oneTime) };
}

/** The thresholds by hand: four of each kind, and that of one-time buyers. */
export function ThresholdsForm({ from, onSave, onLeave }: Props) {
  const { t } = useTranslation();
  const [values, setValues] = useState(from ? valuesOf(from) : START);
  const put = (list: Lists, at: number, value: number) =>
    setValues({ ...values, [list]: values[list].map((one, index) => (index === at ? value : one)) });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSave({ ...values, monetary: values.monetary.map(String), oneTime: String(values.oneTime) });
  };
  const fields = (
    list: Lists,
    label: (at: number) => string,
    least: number | undefined,
    decimals: number,
  ) => (
    <Group gap="xs" align="end">
      {values[list].map((value, at) => (
        <NumberInput
          key={at}
          size="xs"
          w={210}
          required
          label={label(at)}
          min={least}
          decimalScale={decimals}
          value={value}
          onChange={(next) => put(list, at, Number(next))}
        />
      ))}
    </Group>
  );
  return (
    <form onSubmit={submit}>
      <Stack gap="sm" mt="sm">
        {fields("recency", (at) => t("rfm.thresholds.recencyUpTo", { n: 5 - at }), 1, 0)}
        {fields("frequency", (at) => t("rfm.thresholds.frequencyFrom", { n: at + 2 }), 1, 0)}
        {fields("monetary", (at) => t("rfm.thresholds.monetaryFrom", { n: at + 2 }), undefined, 4)}
        <NumberInput
          size="xs"
          w={320}
          required
          label={t("rfm.thresholds.once")}
          decimalScale={4}
          value={values.oneTime}
          onChange={(next) => setValues({ ...values, oneTime: Number(next) })}
        />
        <Group gap="xs">
          <Button size="xs" type="submit">
            {t("words.save")}
          </Button>
          <Button size="xs" variant="default" onClick={onLeave}>
            {t("rfm.thresholds.leave")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
