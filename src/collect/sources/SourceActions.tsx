import { Button, Group, Modal, Select, Stack, TextInput } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { send } from "../../ui/api.ts";
import { ProblemNote } from "../../ui/parts/ProblemNote.tsx";
import { toast } from "../../ui/parts/toast.ts";
import type { SourceView } from "./contract.ts";

const GRACE = ["0", "1", "24", "168"] as const;

function useChange(source: SourceView) {
  const queries = useQueryClient();
  const path = `/api/v1/sources/${source.id}`;
  const change = async (patch: { name?: string; disabled?: boolean }) => {
    await send("PATCH", path, patch);
    await queries.invalidateQueries({ queryKey: ["sources"] });
  };
  return useMutation({ mutationFn: change });
}

function Rename({ source, onClose }: { source: SourceView; onClose: () => void }) {
  const { t } = useTranslation();
  const change = useChange(source);
  const [name, setName] = useState(source.name);
  const save = () =>
    change.mutate(
      { name },
      {
        onSuccess: () => (
          toast(t("words.saved"), {
            label: t("words.undo"),
            run: () => change.mutate({ name: source.name }),
          }),
          onClose()
        ),
      },
    );
  return (
    <Stack>
      <TextInput
        label={t("sources.name")}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      {change.error && <ProblemNote error={change.error} />}
      <Group justify="end">
        <Button onClick={save} loading={change.isPending} disabled={name.trim() === ""}>
          {t("words.save")}
        </Button>
      </Group>
    </Stack>
  );
}

function Rotate({ source, onClose }: { source: SourceView; onClose: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [hours, setHours] = useState<string>("24");
  const rotate = useMutation({
    mutationFn: () => send("POST", `/api/v1/sources/${source.id}/rotate-key`, { graceHours: Number(hours) }),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ["sources"] });
      toast(t("sources.rotated"));
      onClose();
    },
  });
  return (
    <Stack>
      <p>{t("sources.rotateText")}</p>
      <Select
        label={t("sources.grace")}
        allowDeselect={false}
        data={GRACE.map((value) => ({ value, label: t(`sources.graceFor.${value}`) }))}
        value={hours}
        onChange={(value) => setHours(value ?? "24")}
      />
      {rotate.error && <ProblemNote error={rotate.error} />}
      <Group justify="end">
        <Button onClick={() => rotate.mutate()} loading={rotate.isPending}>
          {t("sources.rotate")}
        </Button>
      </Group>
    </Stack>
  );
}

/** Rename, rotate the key, disable or enable. */
export function SourceActions({ source }: { source: SourceView }) {
  const { t } = useTranslation();
  const change = useChange(source);
  const [renaming, rename] = useDisclosure(false);
  const [rotating, rotate] = useDisclosure(false);
  const disabled = source.disabledAt !== null;
  const flip = () =>
    change.mutate(
      { disabled: !disabled },
      {
        onSuccess: () =>
          toast(disabled ? t("sources.enabledNow") : t("sources.disabledNow"), {
            label: t("words.undo"),
            run: () => change.mutate({ disabled }),
          }),
      },
    );
  return (
    <>
      <Button variant="default" size="xs" onClick={rename.open}>
        {t("sources.rename")}
      </Button>
      {source.kind !== "import" && (
        <Button variant="default" size="xs" onClick={rotate.open}>
          {t("sources.rotate")}
        </Button>
      )}
      <Button variant="default" size="xs" onClick={flip}>
        {disabled ? t("sources.enable") : t("sources.disable")}
      </Button>
      <Modal opened={renaming} onClose={rename.close} title={t("sources.rename")}>
        <Rename source={source} onClose={rename.close} />
      </Modal>
      <Modal opened={rotating} onClose={rotate.close} title={t("sources.rotate")}>
        <Rotate source={source} onClose={rotate.close} />
      </Modal>
    </>
  );
}
