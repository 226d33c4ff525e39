import { Button, Group, Modal, Stack, Textarea } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { Loaded, SkeletonLines } from "../../ui/parts/Loading.tsx";
import { ProblemNote } from "../../ui/parts/ProblemNote.tsx";
import { Outcome } from "./Outcome.tsx";
import { PREVIEW, foresee, type Decision } from "./decision.tsx";
import { useDecide } from "./use-decide.tsx";

type Props = { decision: Decision; onClose: () => void };

/** What would come of a decision, and the reason that is kept with it. */
function DecisionForm({ decision, onClose }: Props) {
  const { t } = useTranslation();
  const [reason, setReason] = useState("");
  const decide = useDecide(onClose);
  const { path, body, kind, about } = decision;
  const preview = useQuery({
    queryKey: [PREVIEW, path, body],
    queryFn: () => foresee({ path, body }),
    staleTime: 0,
    gcTime: 0,
    retry: false,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    decide.mutate({ decision, reason });
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <p>
          <bdi>{about}</bdi>
        </p>
        <p>{t(`identity.will.${kind}`)}</p>
        <Loaded query={preview} skeleton={<SkeletonLines lines={3} />}>
          {({ profiles }) => <Outcome profiles={profiles} />}
        </Loaded>
        <Textarea
          label={t("identity.because")}
          description={t("identity.becauseHint")}
          required
          autosize
          minRows={2}
          maxLength={500}
          data-autofocus
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        {decide.error && <ProblemNote error={decide.error} />}
        <Group justify="end">
          <Button variant="default" onClick={onClose}>
            {t("identity.leave")}
          </Button>
          <Button
            type="submit"
            loading={decide.isPending}
            disabled={!preview.isSuccess || reason.trim() === ""}
          >
            {t(`identity.do.${kind}`)}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** Shows what would come of a decision before it is taken, and takes it. */
export function DecisionDialog({ decision, onClose }: { decision: Decision | null; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal
      opened={decision !== null}
      onClose={onClose}
      title={decision && t(`identity.do.${decision.kind}`)}
      size="lg"
      transitionProps={{ duration: 0 }}
    >
      {decision && <DecisionForm key={decision.path} decision={decision} onClose={onClose} />}
    </Modal>
  );
}
