import { Button } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { send } from "../../ui/api.ts";
import { useFormat } from "../../ui/format/use-format.ts";
import { Parts } from "../../ui/parts/Parts.tsx";
import { ProblemNote } from "../../ui/parts/ProblemNote.tsx";
import { Deliveries } from "./Deliveries.tsx";
import styles from "./Segments.module.css";
import { WEBHOOKS } from "./use-segments.tsx";
import type { Delivery, Webhook } from "./webhook-contract.ts";

function Standing({ webhook }: { webhook: Webhook }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { active, segments, waiting, lastDelivery: last } = webhook;
  const went =
    last &&
    (last.ok
      ? t("segments.webhooks.went", { at: format.dateTime(last.at) })
      : t("segments.webhooks.failed", { at: format.dateTime(last.at) }));
  return (
    <p className={styles["quiet"]}>
      <Parts
        parts={[
          active ? t("segments.webhooks.active") : t("segments.webhooks.paused"),
          segments.length === 0 && t("segments.webhooks.ofAll"),
          waiting > 0 && t("segments.webhooks.waiting", { n: format.number(waiting) }),
          went,
        ]}
      />
    </p>
  );
}

/** What can be done with a webhook. */
function useActions(webhook: Webhook, onTested: () => void) {
  const queries = useQueryClient();
  const refresh = () => queries.invalidateQueries({ queryKey: ["segments", "webhooks"] });
  const path = `${WEBHOOKS}/${webhook.id}`;
  const { name, url, segments, active } = webhook;
  const test = useMutation({
    mutationFn: () => send<Delivery>("POST", `${path}/test`),
    onSuccess: () => (onTested(), refresh()),
  });
  const change = useMutation({
    mutationFn: () => send("PUT", path, { name, url, segments, active: !active }),
    onSuccess: refresh,
  });
  const remove = useMutation({ mutationFn: () => send("DELETE", path), onSuccess: refresh });
  return { test, change, remove, path, error: test.error ?? change.error ?? remove.error };
}

/** One webhook: whether it works, a test, its deliveries, and taking it away. */
export function WebhookLine({ webhook, may }: { webhook: Webhook; may: boolean }) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const { test, change, remove, path, error } = useActions(webhook, () => setOpen(true));
  const { name, url, active } = webhook;
  const small = { size: "compact-xs", variant: "default" } as const;
  return (
    <li className={styles["version"]}>
      <strong>
        <bdi>{name}</bdi>
      </strong>
      <bdi dir="ltr">{url}</bdi>
      <Standing webhook={webhook} />
      <div className={styles["actions"]}>
        {may && (
          <>
            <Button {...small} loading={test.isPending} onClick={() => test.mutate()}>
              {t("segments.webhooks.test")}
            </Button>
            <Button {...small} loading={change.isPending} onClick={() => change.mutate()}>
              {active ? t("segments.webhooks.pause") : t("segments.webhooks.goOn")}
            </Button>
            <Button {...small} loading={remove.isPending} onClick={() => remove.mutate()}>
              {t("segments.webhooks.remove", { name })}
            </Button>
          </>
        )}
        <Button {...small} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {t("segments.webhooks.deliveries")}
        </Button>
      </div>
      {error && <ProblemNote error={error} />}
      {isOpen && <Deliveries path={path} />}
    </li>
  );
}
