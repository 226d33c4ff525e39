import { Button, Group, Stack, Textarea } from "@mantine/core";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { ProblemNote } from "../../ui/parts/ProblemNote.tsx";
import type { PreviewAnswer } from "./contract.ts";
import { Preview } from "./Preview.tsx";
import { useApply, type Wanted } from "./use-rules.tsx";

type Props = {
  answer: PreviewAnswer;
  wantedBy: (reason: string) => Wanted;
  onLeave: () => void;
  onDone: () => void;
};

/** What would change, and the reason with which it is put in force. */
export function ApplyForm({ answer, wantedBy, onLeave, onDone }: Props) {
  const { t } = useTranslation();
  const [reason, setReason] = useState("");
  const apply = useApply(onDone);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    apply.mutate(wantedBy(reason));
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        <Preview answer={answer} />
        <Textarea
          label={t("identity.because")}
          description={t("identity.becauseHint")}
          required
          autosize
          minRows={2}
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        {apply.error && <ProblemNote error={apply.error} />}
        <Group justify="end">
          <Button variant="default" onClick={onLeave}>
            {t("identity.leave")}
          </Button>
          <Button type="submit" loading={apply.isPending} disabled={reason.trim() === ""}>
            {t("rules.apply")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
