import { NumberInput, Select, Switch, TagsInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { isOwnType, WINDOWS, type TypeRule } from "../rules/contract.ts";
import styles from "./RulesView.module.css";
import { placesIn, readFrom } from "./type-line.tsx";

const MOST_LIMIT = 1000;
const MOST_CUSTOMERS = 10_000;

type Props = { line: TypeRule; disabled: boolean; onChange: (line: TypeRule) => void };

/** Nothing typed is no bound; anything else a whole number within what the contract takes. */
function bounded(value: number | string, most: number): number | null {
  const number = Math.trunc(Number(value));
  return value === "" || Number.isNaN(number) ? null : Math.min(most, Math.max(1, number));
}

function Places({ line, disabled, onChange }: Props) {
  const { t } = useTranslation();
  const [traits, properties] = [placesIn(line, "trait"), placesIn(line, "property")];
  const field = { size: "xs", disabled, maxTags: 5 } as const;
  return (
    <>
      <TagsInput
        {...field}
        label={t("rules.fromTraits")}
        value={traits}
        onChange={(names) => onChange(readFrom(line, names, properties))}
      />
      <TagsInput
        {...field}
        label={t("rules.fromProperties")}
        value={properties}
        onChange={(names) => onChange(readFrom(line, traits, names))}
      />
    </>
  );
}

/** How one type counts: how many, within which time, on how many customers, where it stands in events. */
export function TypeFields(props: Props) {
  const { t } = useTranslation();
  const { line, disabled, onChange } = props;
  const isDevice = line.type === "anonymous_id" || line.type === "device_id";
  const field = { size: "xs", disabled } as const;
  return (
    <div className={styles["fields"]}>
      <NumberInput
        {...field}
        label={t("rules.limit")}
        placeholder={t("rules.anyNumber")}
        min={1}
        max={MOST_LIMIT}
        allowDecimal={false}
        value={line.limit ?? ""}
        onChange={(value) => onChange({ ...line, limit: bounded(value, MOST_LIMIT) })}
      />
      <Select
        {...field}
        label={t("rules.counted")}
        allowDeselect={false}
        disabled={disabled || line.limit === null}
        data={WINDOWS.map((value) => ({ value, label: t(`rules.window.${value}`) }))}
        value={line.window}
        onChange={(value) => onChange({ ...line, window: WINDOWS.find((one) => one === value) ?? "ever" })}
      />
      {line.type !== "user_id" && (
        <NumberInput
          {...field}
          label={t(isDevice ? "rules.mostOwners" : "rules.mostCustomers")}
          placeholder={t("rules.anyNumber")}
          min={1}
          max={MOST_CUSTOMERS}
          allowDecimal={false}
          value={line.mostCustomers ?? ""}
          onChange={(value) => onChange({ ...line, mostCustomers: bounded(value, MOST_CUSTOMERS) })}
        />
      )}
      {line.type !== "user_id" && !isDevice && (
        <Switch
          {...field}
          label={t("rules.unique")}
          checked={line.unique}
          onChange={(event) => onChange({ ...line, unique: event.currentTarget.checked })}
        />
      )}
      {isOwnType(line.type) && <Places {...props} />}
    </div>
  );
}
