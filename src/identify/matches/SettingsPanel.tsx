import { Button, Group, NumberInput, SegmentedControl, Slider, Stack, Switch } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { send } from "../../ui/api.ts";
import { useFormat } from "../../ui/format/use-format.ts";
import { Panel } from "../../ui/parts/Panel.tsx";
import { ProblemNote } from "../../ui/parts/ProblemNote.tsx";
import { toast } from "../../ui/parts/toast.ts";
import { useMay } from "../../ui/shell/use-workspace.ts";
import type { MatchSettings, SettingsAnswer } from "./model-contract.ts";

const PATH = "/api/v1/identity/matches/settings";

type Props = { value: MatchSettings; saved: MatchSettings; onChange: (value: MatchSettings) => void };

function Threshold({ which, form, disabled }: { which: "upper" | "lower"; form: Props; disabled: boolean }) {
  const { t } = useTranslation();
  const { value, onChange } = form;
  const percent = Math.round(value[which] * 1000) / 10;
  const set = (next: number) => onChange({ ...value, [which]: Math.round(next * 10) / 1000 });
  return (
    <div>
      <NumberInput
        label={t(`matches.set.${which}`)}
        description={t(`matches.set.${which}Text`)}
        min={10}
        max={99.9}
        step={1}
        decimalScale={1}
        clampBehavior="strict"
        disabled={disabled}
        value={percent}
        onChange={(next) => typeof next === "number" && set(next)}
      />
      <Slider
        mt={8}
        min={10}
        max={99.9}
        step={0.1}
        label={null}
        disabled={disabled}
        thumbLabel={t(`matches.set.${which}`)}
        value={percent}
        onChange={set}
      />
    </div>
  );
}

/** What would come of the settings as they stand in the form; nothing is changed. */
function useEffectOf(value: MatchSettings, may: boolean) {
  const [settled] = useDebouncedValue(value, 200);
  return useQuery({
    queryKey: ["matches", "effect", settled],
    enabled: may,
    queryFn: () => send<SettingsAnswer>("PUT", `${PATH}?preview=true`, settled),
    placeholderData: keepPreviousData,
    retry: false,
  });
}

function Fields({ form, disabled }: { form: Props; disabled: boolean }) {
  const { t } = useTranslation();
  const { value, onChange } = form;
  return (
    <>
      <Threshold which="upper" form={form} disabled={disabled} />
      <Threshold which="lower" form={form} disabled={disabled} />
      <div>
        <p>{t("matches.set.above")}</p>
        <SegmentedControl
          aria-label={t("matches.set.above")}
          disabled={disabled}
          value={value.above}
          onChange={(above) => onChange({ ...value, above: above === "merge" ? "merge" : "propose" })}
          data={(["propose", "merge"] as const).map((one) => ({
            value: one,
            label: t(`matches.set.${one}`),
          }))}
        />
      </div>
      <Switch
        label={t("matches.set.automatic")}
        disabled={disabled}
        checked={value.automatic}
        onChange={(event) => onChange({ ...value, automatic: event.currentTarget.checked })}
      />
    </>
  );
}

/** Thresholds and what is done above them; what would come of them is shown before they are saved. */
export function SettingsPanel(form: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const queries = useQueryClient();
  const disabled = !useMay("identity:write");
  const { value, saved } = form;
  const effect = useEffectOf(value, !disabled);
  const save = useMutation({
    mutationFn: () => send<SettingsAnswer>("PUT", PATH, value),
    onSuccess: () => {
      toast(t("matches.set.saved"));
      return queries.invalidateQueries({ queryKey: ["matches"] });
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  const isChanged = JSON.stringify(value) !== JSON.stringify(saved);
  const problem = save.error ?? (disabled ? null : effect.error);
  return (
    <Panel title={t("matches.set.title")}>
      <form onSubmit={submit}>
        <Stack>
          <Fields form={form} disabled={disabled} />
          {effect.data && (
            <p role="status">
              {t("matches.set.effect", {
                joins: format.number(effect.data.joins),
                likely: format.number(effect.data.likely),
                doubtful: format.number(effect.data.doubtful),
              })}
            </p>
          )}
          {problem && <ProblemNote error={problem} />}
          {!disabled && (
            <Group justify="end">
              <Button
                type="submit"
                loading={save.isPending}
                disabled={!isChanged || !effect.isSuccess || effect.isPlaceholderData}
              >
                {t("matches.set.save")}
              </Button>
            </Group>
          )}
        </Stack>
      </form>
    </Panel>
  );
}
