import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import { useBlocker } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";

/** Asks before a page is left on which something was written and not saved. */
export function LeaveGuard({ isUnsaved }: { isUnsaved: () => boolean }) {
  const { t } = useTranslation();
  const blocker = useBlocker({
    shouldBlockFn: isUnsaved,
    enableBeforeUnload: isUnsaved,
    withResolver: true,
  });
  const isAsked = blocker.status === "blocked";
  return (
    <Modal
      opened={isAsked}
      onClose={() => blocker.reset?.()}
      title={t("segments.leave.title")}
      transitionProps={{ duration: 0 }}
    >
      <Stack>
        <Text>{t("segments.leave.text")}</Text>
        <Group justify="end">
          <Button variant="default" onClick={() => blocker.proceed?.()}>
            {t("segments.leave.go")}
          </Button>
          <Button onClick={() => blocker.reset?.()} data-autofocus>
            {t("segments.leave.stay")}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
