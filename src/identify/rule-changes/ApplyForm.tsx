import { useTranslation } from "react-i18next";
import { ReasonForm } from "../../ui/parts/ReasonForm.tsx";
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
  const apply = useApply(onDone);
  return (
    <ReasonForm
      doIt={t("rules.apply")}
      work={apply}
      onDo={(reason) => apply.mutate(wantedBy(reason))}
      onLeave={onLeave}
    >
      <Preview answer={answer} />
    </ReasonForm>
  );
}
