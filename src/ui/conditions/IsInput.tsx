import { MultiSelect } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { codedIn, type Duration, type Is, type Plain } from "../../profile/conditions/contract.ts";
import { isOf, opOf, opsFor, plainOf, type Op, type ValueKind } from "./comparisons.ts";
import { CodesInput } from "./CodesInput.tsx";
import styles from "./Conditions.module.css";
import { genderOf } from "./say-is.ts";
import { Choose, DayBox, NameBox, NamesBox, NumberBox } from "./inputs.tsx";
import type { Vocabulary } from "./use-suggestions.ts";
import { DurationInput } from "./WindowInput.tsx";
import { At, useWrong } from "./wrong.tsx";

type Choice = { readonly value: string; readonly label: string };

type Props = {
  value: Is;
  kind: ValueKind;
  onChange: (value: Is) => void;
  /** What the values can be, where that is known. */
  choices?: readonly Choice[] | undefined;
  /** What is compared: its name decides how the comparison is said. */
  field?: string;
  /** What values are suggested from. */
  of?: Vocabulary | null | undefined;
};

type ValuesProps = Omit<Props, "value"> & { op: "any_of" | "none_of"; held: readonly Plain[] };

function Values({ op, held, kind, onChange, choices, field = "", of = null }: ValuesProps) {
  const { t } = useTranslation();
  const put = (texts: readonly string[]) =>
    onChange({ [op]: texts.map((text) => plainOf(text, kind)) } as unknown as Is);
  const label = t("conditions.choose.values");
  const at = [op];
  const wrong = useWrong(choices ? { at } : {});
  const coded = kind === "code" ? codedIn(field) : null;
  if (coded) return <CodesInput at={at} kind={coded} held={held} onChange={put} />;
  if (choices) {
    return (
      <MultiSelect
        size="xs"
        searchable
        className={styles["names"]}
        aria-label={label}
        placeholder={held.length === 0 ? label : ""}
        error={held.length === 0 ? t("conditions.choose.missing") : wrong}
        data={choices.map((choice) => ({ ...choice }))}
        value={held.map(String)}
        onChange={put}
        comboboxProps={{ transitionProps: { duration: 0 } }}
      />
    );
  }
  return <NamesBox at={at} label={label} of={of} values={held.map(String)} onChange={put} />;
}

type BetweenProps = Pick<Props, "onChange"> & { held: readonly [number, number] };

function Between({ held: [from, to], onChange }: BetweenProps) {
  const { t } = useTranslation();
  return (
    <>
      <NumberBox
        at={["between", 0]}
        label={t("conditions.choose.from")}
        value={from}
        onChange={(next) => onChange({ between: [next, to] })}
      />
      <NumberBox
        at={["between", 1]}
        label={t("conditions.choose.to")}
        value={to}
        onChange={(next) => onChange({ between: [from, next] })}
      />
    </>
  );
}

function Value(props: Props) {
  const { t } = useTranslation();
  const { value, onChange, of = null } = props;
  const number = (key: string, held: number) => (
    <NumberBox
      at={[key]}
      label={t("conditions.choose.number")}
      value={held}
      onChange={(next) => onChange({ [key]: next } as unknown as Is)}
    />
  );
  if ("known" in value) return null;
  if ("any_of" in value) return <Values {...props} op="any_of" held={value.any_of} />;
  if ("none_of" in value) return <Values {...props} op="none_of" held={value.none_of} />;
  if ("between" in value) return <Between held={value.between} onChange={onChange} />;
  const [[key, held] = ["at_least", 0]] = Object.entries(value) as [string, unknown][];
  if (typeof held === "number") return number(key, held);
  if (key === "before" || key === "after") {
    return (
      <DayBox
        at={[key]}
        label={t("conditions.choose.date")}
        value={String(held)}
        onChange={(day) => onChange({ [key]: day } as unknown as Is)}
      />
    );
  }
  if (typeof held === "string") {
    return (
      <NameBox
        at={[key]}
        label={t("conditions.choose.value")}
        of={of}
        value={held}
        onChange={(text) => onChange({ [key]: text } as unknown as Is)}
      />
    );
  }
  return (
    <At step={key}>
      <DurationInput
        value={held as Duration}
        onChange={(next) => onChange({ [key]: next } as unknown as Is)}
      />
    </At>
  );
}

/** How a value is compared: the comparison, and what it is compared with. */
export function IsInput(props: Props) {
  const { t } = useTranslation();
  const { value, kind, onChange, field = "" } = props;
  const fitting = opsFor(kind);
  const op = opOf(value);
  const ops = fitting.includes(op) ? fitting : [op, ...fitting];
  return (
    <>
      <Choose
        isHere
        label={t("conditions.choose.op")}
        value={op}
        choices={ops.map((one) => ({ value: one, label: t(`conditions.op.${one}`, genderOf(t, field)) }))}
        onChange={(next) => onChange(isOf(next as Op, value))}
      />
      <Value {...props} />
    </>
  );
}
