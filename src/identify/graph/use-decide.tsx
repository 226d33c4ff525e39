import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Failure } from "../../ui/api.ts";
import { toast } from "../../ui/parts/toast.ts";
import { useWords } from "../../ui/parts/use-words.ts";
import { focusOnDecisions } from "./focus.tsx";
import { PREVIEW, carryOut, takeBack, type Call, type Decision } from "./decision.tsx";

/** Carries decisions out; what was done is said in passing, with a way to take it back. */
export function useDecide(onDone: () => void) {
  const { t } = useTranslation();
  const words = useWords();
  const queries = useQueryClient();
  // What was foreseen of a decision that is taken now asks for nothing any more.
  const refresh = () => queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== PREVIEW });
  const back = async (calls: readonly Call[]) => {
    const failure = await takeBack(calls, t("identity.atOnce")).then(
      () => null,
      (error: unknown) => error,
    );
    await refresh();
    if (!failure) return toast(t("identity.takenBack"));
    const said = failure instanceof Failure ? words(failure.problem, "message").text : "";
    return toast(said || t("problem.other.happened"));
  };
  return useMutation({
    mutationFn: ({ decision, reason }: { decision: Decision; reason: string }) => carryOut(decision, reason),
    onSuccess: async (calls, { decision }) => {
      onDone();
      toast(t(`identity.done.${decision.kind}`), { label: t("words.undo"), run: () => void back(calls) });
      await refresh();
      focusOnDecisions();
    },
  });
}
