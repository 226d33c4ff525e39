import { Button, Group, Select, Stack, Textarea } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { send } from "../../ui/api.ts";
import { useFormat } from "../../ui/format/use-format.ts";
import { Panel } from "../../ui/parts/Panel.tsx";
import { ProblemNote } from "../../ui/parts/ProblemNote.tsx";
import { useForm } from "../../ui/parts/use-form.ts";
import { useIdentifierType } from "../../ui/parts/use-identifier-type.ts";
import styles from "./Segments.module.css";
import { ofSegment } from "./use-segments.tsx";
import type { ListAnswer } from "./contract.ts";

const TYPES = ["email", "user_id", "phone", "profile_id"] as const;

type Sent = { readonly verb: "add" | "remove"; readonly type: string; readonly text: string };

function Outcome({ answer, verb }: { answer: ListAnswer; verb: Sent["verb"] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const values = {
    changed: format.number(answer.changed),
    unchanged: format.number(answer.unchanged),
    unknown: format.number(answer.unknownCount),
  };
  return (
    <output className={styles["quiet"]}>
      {verb === "add" ? t("segments.list.added", values) : t("segments.list.removed", values)}
      {answer.unknown.length > 0 && (
        <span>
          {" "}
          {t("segments.list.unknown")} <bdi>{answer.unknown.join(", ")}</bdi>
        </span>
      )}
    </output>
  );
}

function useList(id: number, onDone: () => void) {
  const [done, setDone] = useState<{ answer: ListAnswer; verb: Sent["verb"] } | null>(null);
  const form = useForm(
    async ({ verb, type, text }: Sent) => {
      const values = text
        .split(/[\n,;]+/)
        .map((one) => one.trim())
        .filter(Boolean);
      const answer = await send<ListAnswer>("POST", ofSegment(id, `/list/${verb}`), { type, values });
      return { verb, answer };
    },
    (said) => (setDone(said), onDone()),
  );
  return { form, done };
}

/** Puts customers on a list by hand and takes them off: identifiers, one a line. */
export function ListPanel({ id }: { id: number }) {
  const { t } = useTranslation();
  const typeText = useIdentifierType();
  const [type, setType] = useState<string>("email");
  const [text, setText] = useState("");
  const { form, done } = useList(id, () => setText(""));
  const error = form.errorBeside(["values"]);
  const button = (verb: Sent["verb"]) => ({
    size: "xs",
    loading: form.busy,
    disabled: text.trim() === "",
    onClick: () => form.submit({ verb, type, text }),
  });
  return (
    <Panel title={t("segments.list.title")} subtitle={t("segments.list.text")}>
      <Stack gap="sm">
        <Select
          size="xs"
          label={t("segments.list.type")}
          allowDeselect={false}
          data={TYPES.map((one) => ({
            value: one,
            label: one === "profile_id" ? t("segments.list.profileId") : typeText(one),
          }))}
          value={type}
          onChange={(next) => setType(next ?? "email")}
        />
        <Textarea
          label={t("segments.list.values")}
          autosize
          minRows={4}
          maxRows={12}
          value={text}
          error={form.at("values")}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        {error && <ProblemNote error={error} />}
        {done && <Outcome {...done} />}
        <Group>
          <Button {...button("add")}>{t("segments.list.add")}</Button>
          <Button {...button("remove")} variant="default">
            {t("segments.list.remove")}
          </Button>
        </Group>
      </Stack>
    </Panel>
  );
}
