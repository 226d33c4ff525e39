import { Button, Group, Stack, Textarea } from "@mantine/core";
import { useState, type FormEvent, type ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { ProblemNote } from "./ProblemNote.tsx";

type Props = {
  /** What would come of it. */
  children: ReactNode;
  /** What the button that does it says. */
  doIt: string;
  /** Whether what would come of it stands there. */
  isReady?: boolean;
  work: { readonly isPending: boolean; readonly error: Error | null };
  onDo: (reason: string) => void;
  onLeave: () => void;
  /** Whether the reason is what is asked for first. */
  focused?: boolean;
};

/** What would come of a decision about identity, and the reason that is kept with it. */
export function ReasonForm({ children, doIt, isReady = true, work, onDo, onLeave, focused = false }: Props) {
  const { t } = useTranslation();
  const [reason, setReason] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onDo(reason);
  };
  return (
    <form onSubmit={submit}>
      <Stack>
        {children}
        <Textarea
          label={t("identity.because")}
          description={t("identity.becauseHint")}
          required
          autosize
          minRows={2}
          maxLength={500}
          data-autofocus={focused || undefined}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        {work.error && <ProblemNote error={work.error} />}
        <Group justify="end">
          <Button variant="default" onClick={onLeave}>
            {t("identity.leave")}
          </Button>
          <Button type="submit" loading={work.isPending} disabled={!isReady || reason.trim() === ""}>
            {doIt}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
