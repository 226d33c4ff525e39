import { Button, Select, SimpleGrid, Stack, TextInput } from "@mantine/core";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { send } from "../../ui/api.ts";
import { LANGUAGES, type Language } from "../../ui/language.ts";
import { ProblemNote } from "../../ui/parts/ProblemNote.tsx";
import { toast } from "../../ui/parts/toast.ts";
import { COUNTRIES, useCodeNames } from "../../ui/parts/use-code-names.ts";
import { useForm } from "../../ui/parts/use-form.ts";
import type { Settings } from "./contract.ts";
import { RevenueFields } from "./RevenueFields.tsx";

const FIELDS = [
  "name",
  "timeZone",
  "currency",
  "firstWeekday",
  "language",
  "country",
  "businessSince",
] as const;
const WEEKDAYS = [1, 6, 7] as const;
type WorkspaceFormProps = {
  settings: Settings;
  disabled?: boolean;
  /** The welcome page asks for less. */
  short?: boolean;
  action: string;
  onSaved?: () => void;
};

/** Name, time zone, currency and what else rules every figure. */
export function WorkspaceForm({
  settings,
  disabled = false,
  short = false,
  action,
  onSaved,
}: WorkspaceFormProps) {
  const { t } = useTranslation();
  const currencies = useCodeNames("currency");
  const countries = useCodeNames("region");
  const guessed = settings.setUpAt ? settings.timeZone : new Intl.DateTimeFormat().resolvedOptions().timeZone;
  const [values, setValues] = useState({ ...settings, timeZone: guessed });
  const change = (part: Partial<Settings>) => setValues({ ...values, ...part });
  const form = useForm(
    () => {
      const { name, timeZone, currency, firstWeekday, language, country, revenue, businessSince } = values;
      return send("PATCH", "/api/v1/workspace", {
        name,
        timeZone,
        currency,
        firstWeekday,
        language,
        country,
        revenue,
        businessSince,
      });
    },
    () => (onSaved ? onSaved() : toast(t("words.saved"))),
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    form.submit(undefined);
  };
  const error = form.errorBeside(FIELDS);
  const zones = [...new Set(["UTC", guessed, ...Intl.supportedValuesOf("timeZone")])];
  return (
    <form onSubmit={submit}>
      <Stack>
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <TextInput
            label={t("settings.name")}
            required
            disabled={disabled}
            value={values.name}
            error={form.at("name")}
            onChange={(event) => change({ name: event.currentTarget.value })}
          />
          <Select
            label={t("settings.timeZone")}
            searchable
            required
            disabled={disabled}
            limit={100}
            data={zones}
            value={values.timeZone}
            error={form.at("timeZone")}
            onChange={(timeZone) => timeZone && change({ timeZone })}
          />
          <Select
            label={t("settings.currency")}
            searchable
            required
            disabled={disabled}
            limit={200}
            data={currencies(Intl.supportedValuesOf("currency"))}
            value={values.currency}
            error={form.at("currency")}
            onChange={(currency) => currency && change({ currency })}
          />
          {!short && (
            <>
              <Select
                label={t("settings.firstWeekday")}
                disabled={disabled}
                allowDeselect={false}
                data={WEEKDAYS.map((day) => ({ value: String(day), label: t(`settings.weekday.${day}`) }))}
                value={String(values.firstWeekday)}
                onChange={(day) => change({ firstWeekday: Number(day) })}
              />
              <Select
                label={t("settings.language")}
                description={t("settings.languageHint")}
                disabled={disabled}
                allowDeselect={false}
                data={(Object.keys(LANGUAGES) as Language[]).map((value) => ({
                  value,
                  label: LANGUAGES[value].name,
                }))}
                value={values.language}
                onChange={(language) => change({ language: (language ?? "en") as Language })}
              />
              <Select
                label={t("settings.country")}
                description={t("settings.countryHint")}
                searchable
                clearable
                disabled={disabled}
                data={countries(COUNTRIES)}
                value={values.country}
                error={form.at("country")}
                onChange={(country) => change({ country })}
              />
              <TextInput
                type="date"
                label={t("settings.businessSince")}
                description={t("settings.businessSinceHint")}
                disabled={disabled}
                value={values.businessSince ?? ""}
                error={form.at("businessSince")}
                onChange={(event) => change({ businessSince: event.currentTarget.value || null })}
              />
            </>
          )}
        </SimpleGrid>
        {!short && (
          <RevenueFields
            value={values.revenue}
            disabled={disabled}
            onChange={(revenue) => change({ revenue })}
          />
        )}
        {error && <ProblemNote error={error} />}
        {!disabled && (
          <div>
            <Button type="submit" loading={form.busy}>
              {action}
            </Button>
          </div>
        )}
      </Stack>
    </form>
  );
}
