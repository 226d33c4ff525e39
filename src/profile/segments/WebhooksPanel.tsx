import { Button, Stack, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import type { z } from "zod";
import { get, send } from "../../ui/api.ts";
import { Copyable } from "../../ui/parts/Copyable.tsx";
import { Loaded } from "../../ui/parts/Loading.tsx";
import { Panel } from "../../ui/parts/Panel.tsx";
import { ProblemNote } from "../../ui/parts/ProblemNote.tsx";
import { useForm } from "../../ui/parts/use-form.ts";
import { useMay } from "../../ui/shell/use-workspace.ts";
import styles from "./Segments.module.css";
import { WEBHOOKS } from "./use-segments.tsx";
import { WebhookLine } from "./WebhookLine.tsx";
import type { NewWebhook, WebhooksAnswer } from "./webhook-contract.ts";

type Added = z.infer<typeof NewWebhook>;

function AddWebhook({ segment, onAdded }: { segment: number; onAdded: (webhook: Added) => void }) {
  const { t } = useTranslation();
  const [name, setName] = useState("");
  const [url, setUrl] = useState("");
  const form = useForm(
    (values: { name: string; url: string }) =>
      send<Added>("POST", WEBHOOKS, { ...values, segments: [segment] }),
    (webhook) => (setName(""), setUrl(""), onAdded(webhook)),
  );
  const error = form.errorBeside(["name", "url"]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    form.submit({ name, url });
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="xs">
        <TextInput
          size="xs"
          label={t("segments.webhooks.name")}
          required
          maxLength={120}
          value={name}
          error={form.at("name")}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <TextInput
          size="xs"
          type="url"
          dir="ltr"
          label={t("segments.webhooks.url")}
          required
          maxLength={2000}
          value={url}
          error={form.at("url")}
          onChange={(event) => setUrl(event.currentTarget.value)}
        />
        {error && <ProblemNote error={error} />}
        <div>
          <Button type="submit" size="xs" loading={form.busy}>
            {t("segments.webhooks.add")}
          </Button>
        </div>
      </Stack>
    </form>
  );
}

/** Who is told of entries and exits, whether it works, and adding one more. */
export function WebhooksPanel({ id }: { id: number }) {
  const { t } = useTranslation();
  const may = useMay("segments:write");
  const [added, setAdded] = useState<Added | null>(null);
  const query = useQuery({
    queryKey: ["segments", "webhooks"],
    queryFn: ({ signal }) => get<z.infer<typeof WebhooksAnswer>>(WEBHOOKS, {}, signal),
  });
  return (
    <Panel title={t("segments.webhooks.title")} subtitle={t("segments.webhooks.text")}>
      <Stack gap="sm">
        <Loaded query={query}>
          {({ webhooks }) => {
            const own = webhooks.filter(({ segments }) => segments.length === 0 || segments.includes(id));
            if (own.length === 0) return <p className={styles["quiet"]}>{t("segments.webhooks.none")}</p>;
            return (
              <ul className={styles["list"]}>
                {own.map((webhook) => (
                  <WebhookLine key={webhook.id} webhook={webhook} may={may} />
                ))}
              </ul>
            );
          }}
        </Loaded>
        {added && (
          <div>
            <p>{t("segments.webhooks.secret")}</p>
            <Copyable text={added.secret} label={t("segments.webhooks.secretName", { name: added.name })} />
          </div>
        )}
        {may && <AddWebhook segment={id} onAdded={setAdded} />}
      </Stack>
    </Panel>
  );
}
