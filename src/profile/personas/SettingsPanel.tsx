import { Button, Group, NumberInput, SimpleGrid, Stack } from "@mantine/core";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../ui/format/use-format.ts";
import { Panel } from "../../ui/parts/Panel.tsx";
import { ProblemNote } from "../../ui/parts/ProblemNote.tsx";
import { useMay } from "../../ui/shell/use-workspace.ts";
import type { PersonaResult, PersonaSettings } from "./contract.ts";
import { AccountFields } from "./AccountFields.tsx";
import { usePersonas } from "./use-personas.tsx";

const WHOLE = [
  { name: "bouncePages", min: 1, max: 20 },
  { name: "repeatOrders", min: 2, max: 20 },
  { name: "leastCustomers", min: 10, max: 100_000 },
  { name: "leastSpeakers", min: 3, max: 1000 },
] as const;

/** Where personas part; saved, they are looked for again. */
export function SettingsPanel({ saved, result }: { saved: PersonaSettings; result: PersonaResult }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { save, open } = usePersonas();
  const disabled = !useMay("workspace:write");
  const [draft, setDraft] = useState<PersonaSettings | null>(null);
  const value = draft ?? saved;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate(value, { onSuccess: () => setDraft(null) });
  };
  return (
    <Panel title={t("personas.set.title")} subtitle={t("personas.set.text")}>
      <form onSubmit={submit}>
        <Stack>
          <SimpleGrid cols={{ base: 1, sm: 2 }} style={{ alignItems: "end" }}>
            {WHOLE.map(({ name, min, max }) => (
              <NumberInput
                key={name}
                label={t(`personas.set.${name}`)}
                {...{ min, max, disabled }}
                allowDecimal={false}
                clampBehavior="blur"
                value={value[name]}
                onChange={(next) => typeof next === "number" && setDraft({ ...value, [name]: next })}
              />
            ))}
            <NumberInput
              label={t("personas.set.highOrder")}
              description={t("personas.set.highOrderText", {
                value: format.money(result.thresholds.highOrder, result.currency),
              })}
              min={0}
              decimalScale={2}
              disabled={disabled}
              value={value.highOrder ?? ""}
              onChange={(next) => setDraft({ ...value, highOrder: typeof next === "number" ? next : null })}
            />
          </SimpleGrid>
          {result.accounts && (
            <AccountFields
              value={value.accounts}
              disabled={disabled}
              onChange={(accounts) => setDraft({ ...value, accounts })}
            />
          )}
          {save.error && <ProblemNote error={save.error} />}
          {!disabled && (
            <Group justify="end">
              <Button type="submit" loading={save.isPending} disabled={draft === null || open !== null}>
                {t("personas.set.save")}
              </Button>
            </Group>
          )}
        </Stack>
      </form>
    </Panel>
  );
}
