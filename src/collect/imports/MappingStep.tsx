import { Button, Group, Select, Stack, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { get, send } from "../../ui/api.ts";
import { useFormat } from "../../ui/format/use-format.ts";
import { Loaded } from "../../ui/parts/Loading.tsx";
import { Panel } from "../../ui/parts/Panel.tsx";
import { ProblemNote } from "../../ui/parts/ProblemNote.tsx";
import { toast } from "../../ui/parts/toast.ts";
import { useNames } from "../../ui/parts/use-names.ts";
import { useMay } from "../../ui/shell/use-workspace.ts";
import { ColumnChoices } from "./ColumnChoices.tsx";
import { PreviewTable } from "./PreviewTable.tsx";
import { Questions } from "./Questions.tsx";
import { RulesEditor } from "./RulesEditor.tsx";
import { useSavedMappings } from "./SavedMappings.tsx";
import { IMPORT_KIND_NAMES, answersOf, missingIn, type Answers } from "./mapping-state.tsx";
import type { ImportView, Preview } from "./contract.ts";
import type { Mapping } from "./mapping-contract.ts";

function SaveMapping({ mapping }: { mapping: Mapping }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [name, setName] = useState("");
  const save = useMutation({
    mutationFn: () => send("PUT", `/api/v1/import-mappings/${encodeURIComponent(name.trim())}`, mapping),
    onSuccess: () => (
      toast(t("words.saved")),
      queries.invalidateQueries({ queryKey: ["imports", "mappings"] })
    ),
  });
  return (
    <>
      <TextInput
        size="xs"
        aria-label={t("imports.mappingName")}
        placeholder={t("imports.mappingName")}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Button
        size="xs"
        variant="default"
        disabled={name.trim() === ""}
        loading={save.isPending}
        onClick={() => save.mutate()}
      >
        {t("imports.saveMapping")}
      </Button>
      {save.error && <ProblemNote error={save.error} />}
    </>
  );
}

function Start({ job, mapping, blocked }: { job: ImportView; mapping: Mapping; blocked: boolean }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const start = useMutation({
    mutationFn: async () => {
      await send("PUT", `/api/v1/imports/${job.id}/mapping`, mapping);
      await send("POST", `/api/v1/imports/${job.id}/start`);
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: ["imports"] }),
  });
  return (
    <>
      <Button disabled={blocked} loading={start.isPending} onClick={() => start.mutate()}>
        {t("imports.start")}
      </Button>
      {start.error && <ProblemNote error={start.error} kept={t("imports.mappingKept")} />}
    </>
  );
}

function Editor({ job, preview }: { job: ImportView; preview: Preview }) {
  const { t } = useTranslation();
  const format = useFormat();
  const nameOf = useNames();
  const queries = useQueryClient();
  const saved = useSavedMappings().data?.mappings ?? [];
  // Another kind has other fields: the server looks at the file again with it.
  const look = useMutation({
    mutationFn: (next: Mapping) => send<Preview>("PUT", `/api/v1/imports/${job.id}/mapping`, next),
    onSuccess: (fresh) => {
      queries.setQueryData(["imports", job.id, "preview"], fresh);
      setMapping(fresh.mapping);
      setAnswers(answersOf(fresh));
    },
  });
  const [mapping, setMapping] = useState<Mapping>(preview.mapping);
  const [answers, setAnswers] = useState<Answers>(() => answersOf(preview));
  const missing = missingIn(preview, mapping);
  const open = preview.questions.some(({ id, required }) => required && !answers[id]);
  const answered = { ...mapping, ...answers } as Mapping;
  return (
    <Stack>
      <Panel
        title={
          preview.recognised
            ? t("imports.recognised", { name: nameOf("exports", preview.recognised) })
            : t("imports.mappingTitle")
        }
        subtitle={t("imports.mappingText")}
      >
        <Group align="end" mb="md">
          <Select
            label={t("imports.kind")}
            allowDeselect={false}
            data={IMPORT_KIND_NAMES.map((value) => ({ value, label: t(`imports.kinds.${value}`) }))}
            value={mapping.kind}
            onChange={(kind) => kind && look.mutate({ ...mapping, kind: kind as Mapping["kind"] })}
          />
          {saved.length > 0 && (
            <Select
              label={t("imports.useSaved")}
              clearable
              data={saved.map(({ name }) => name)}
              onChange={(name) =>
                look.mutate(saved.find((one) => one.name === name)?.mapping ?? preview.mapping)
              }
            />
          )}
        </Group>
        {look.error && <ProblemNote error={look.error} kept={t("imports.mappingKept")} />}
        <ColumnChoices preview={preview} mapping={mapping} onChange={setMapping} />
      </Panel>
      <Questions preview={preview} answers={answers} onChange={setAnswers} />
      <RulesEditor mapping={mapping} onChange={setMapping} />
      <PreviewTable preview={preview} />
      {missing.length > 0 && (
        <p role="alert">
          {t("imports.missing", { fields: format.list(missing.map((name) => nameOf("fields", name))) })}
        </p>
      )}
      <Group>
        <Start job={job} mapping={answered} blocked={missing.length > 0 || open} />
        <SaveMapping mapping={answered} />
      </Group>
    </Stack>
  );
}

/** What was found in the file, for a person to correct and confirm. */
export function MappingStep({ job }: { job: ImportView }) {
  const { t } = useTranslation();
  const may = useMay("imports:write");
  const query = useQuery({
    queryKey: ["imports", job.id, "preview"],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: ({ signal }) => get<Preview>(`/api/v1/imports/${job.id}/preview`, {}, signal),
  });
  if (!may) return <p>{t("problem.forbidden.fix")}</p>;
  return <Loaded query={query}>{(preview) => <Editor job={job} preview={preview} />}</Loaded>;
}
