import { Button, Group, Modal, Stack, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";

type ConfirmByNameProps = {
  opened: boolean;
  title: string;
  /** What will happen and cannot be taken back. */
  consequence: string;
  /** The name to type. */
  name: string;
  action: string;
  onClose: () => void;
  onConfirm: () => void;
};

/** Asks before what cannot be undone: the name has to be typed. */
export function ConfirmByName(props: ConfirmByNameProps) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState("");
  return (
    <Modal opened={props.opened} onClose={props.onClose} title={props.title}>
      <Stack>
        <Text>{props.consequence}</Text>
        <TextInput
          label={t("words.typeName", { name: props.name })}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <Group justify="end">
          <Button variant="default" onClick={props.onClose}>
            {t("words.keep")}
          </Button>
          <Button color="red" disabled={typed.trim() !== props.name} onClick={props.onConfirm}>
            {props.action}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
