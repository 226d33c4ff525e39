import { Switch } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { REVENUE_PARTS, type Settings } from "./contract.ts";

type Revenue = Settings["revenue"];

type RevenueFieldsProps = { value: Revenue; disabled: boolean; onChange: (value: Revenue) => void };

/** What the workspace calls revenue. */
export function RevenueFields({ value, disabled, onChange }: RevenueFieldsProps) {
  const { t } = useTranslation();
  return (
    <fieldset style={{ border: 0, padding: 0, display: "grid", gap: 8 }}>
      <legend>{t("settings.revenue")}</legend>
      {REVENUE_PARTS.map((part) => (
        <Switch
          key={part}
          disabled={disabled}
          label={t(`settings.${part}`)}
          checked={value[part]}
          onChange={(event) => onChange({ ...value, [part]: event.currentTarget.checked })}
        />
      ))}
    </fieldset>
  );
}
