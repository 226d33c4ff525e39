import { Button, Group, Modal, Stack } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { send } from "../../ui/api.ts";
import { Copyable } from "../../ui/parts/Copyable.tsx";
import { ProblemNote } from "../../ui/parts/ProblemNote.tsx";
import { toast } from "../../ui/parts/toast.ts";
import { SIGN } from "./snippets.tsx";

function Renew({ id, onClose }: { id: number; onClose: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const renew = useMutation({
    mutationFn: () => send("POST", `/api/v1/sources/${id}/rotate-secret`),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ["sources"] });
      toast(t("sources.sign.renewed"));
      onClose();
    },
  });
  return (
    <Stack>
      <p>{t("sources.sign.renewText")}</p>
      {renew.error && <ProblemNote error={renew.error} />}
      <Group justify="end">
        <Button onClick={() => renew.mutate()} loading={renew.isPending}>
          {t("sources.sign.renew")}
        </Button>
      </Group>
    </Stack>
  );
}

/** How the shop's server proves to Tenure who is logged in, since anybody can use a public key. */
export function SignPanel({ id, secret }: { id: number; secret: string }) {
  const { t } = useTranslation();
  const [renewing, renew] = useDisclosure(false);
  return (
    <details>
      <summary>{t("sources.sign.title")}</summary>
      <Stack gap="xs">
        <p style={{ maxWidth: "var(--measure)" }}>{t("sources.sign.text")}</p>
        <Copyable text={secret} label={t("sources.sign.secret")} />
        <Copyable text={SIGN} label={t("sources.sign.code")} />
        <Group>
          <Button variant="default" size="xs" onClick={renew.open}>
            {t("sources.sign.renew")}
          </Button>
        </Group>
      </Stack>
      <Modal opened={renewing} onClose={renew.close} title={t("sources.sign.renew")}>
        <Renew id={id} onClose={renew.close} />
      </Modal>
    </details>
  );
}
