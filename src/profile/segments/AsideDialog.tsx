import { Button, Group, Modal, Stack, Text } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { send } from "../../ui/api.ts";
import { Loaded } from "../../ui/parts/Loading.tsx";
import { ProblemNote } from "../../ui/parts/ProblemNote.tsx";
import { toast } from "../../ui/parts/toast.ts";
import { useBringBack } from "./use-deleted.tsx";
import { Uses } from "./UsesPanel.tsx";
import { ofSegment, useUses } from "./use-segments.tsx";
import type { Segment } from "./contract.ts";

type Props = { segment: Segment; what: "archive" | "delete"; onClose: () => void };

function useAside({ segment, what, onClose }: Props) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const verb = segment.status === "archived" ? "restore" : "archive";
  const put = (which: string) => send("POST", ofSegment(segment.id, `/${which}`));
  const bringBack = useBringBack(segment);
  const refused = () => toast(t("problem.other.happened"));
  const back = () =>
    void put(verb === "archive" ? "restore" : "archive").then(() => queries.invalidateQueries());
  return useMutation({
    mutationFn: () => (what === "delete" ? send("DELETE", ofSegment(segment.id)) : put(verb)),
    onSuccess: async () => {
      onClose();
      if (what === "delete") {
        await navigate({ to: "/segments" });
        const run = () => bringBack.mutate(undefined, { onError: refused });
        toast(t("segments.aside.deleted", { name: segment.name }), { label: t("words.undo"), run });
        queries.removeQueries({ queryKey: ["segment", segment.id] });
        return queries.invalidateQueries({ queryKey: ["segments"] });
      }
      const said = verb === "archive" ? t("segments.aside.archived") : t("segments.aside.restored");
      toast(said, { label: t("words.undo"), run: back });
      return queries.invalidateQueries();
    },
  });
}

/** Puts a segment aside, takes it back or deletes it; where it is used stands there first. */
export function AsideDialog(props: Props) {
  const { t } = useTranslation();
  const { segment, what, onClose } = props;
  const aside = useAside(props);
  const isArchived = segment.status === "archived";
  const action =
    what === "delete"
      ? t("segments.aside.delete")
      : isArchived
        ? t("segments.aside.restore")
        : t("segments.aside.archive");
  const text =
    what === "delete"
      ? t("segments.aside.deleteText")
      : isArchived
        ? t("segments.aside.restoreText")
        : t("segments.aside.archiveText");
  return (
    <Modal opened onClose={onClose} title={action} transitionProps={{ duration: 0 }}>
      <Stack>
        <Text>{text}</Text>
        <Loaded query={useUses(segment.id)}>{({ uses }) => <Uses uses={uses} />}</Loaded>
        {aside.error && <ProblemNote error={aside.error} />}
        <Group justify="end">
          <Button variant="default" onClick={onClose}>
            {t("segments.save.leave")}
          </Button>
          <Button
            {...(what === "delete" && { color: "red" })}
            loading={aside.isPending}
            onClick={() => aside.mutate()}
          >
            {action}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
