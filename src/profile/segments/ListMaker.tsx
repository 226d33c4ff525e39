import { Button, Group, Stack } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { send } from "../../ui/api.ts";
import { LinkButton } from "../../ui/parts/LinkButton.tsx";
import { Panel } from "../../ui/parts/Panel.tsx";
import { ProblemNote } from "../../ui/parts/ProblemNote.tsx";
import { useForm } from "../../ui/parts/use-form.ts";
import { SegmentFields, type Filing } from "./SegmentFields.tsx";
import { SEGMENTS } from "./use-segments.tsx";
import type { Segment } from "./contract.ts";

const EMPTY: Filing = { name: "", description: "", folder: "", tags: [] };

/** A new list, to be filled by hand on its page. */
export function ListMaker() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [filing, setFiling] = useState(EMPTY);
  const form = useForm(
    (values: Filing) => send<Segment>("POST", SEGMENTS, { ...values, rule: null }),
    ({ id }) => navigate({ to: "/segments/$id", params: { id: String(id) } }),
  );
  const error = form.errorBeside(["name", "folder", "tags", "description"]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    form.submit(filing);
  };
  return (
    <Panel title={t("segments.newList")} subtitle={t("segments.list.newText")}>
      <form onSubmit={submit}>
        <Stack gap="sm" maw={520}>
          <SegmentFields value={filing} onChange={setFiling} errorAt={form.at} />
          {error && <ProblemNote error={error} />}
          <Group justify="end">
            <LinkButton variant="default" to="/segments">
              {t("segments.save.leave")}
            </LinkButton>
            <Button type="submit" loading={form.busy}>
              {t("words.save")}
            </Button>
          </Group>
        </Stack>
      </form>
    </Panel>
  );
}
