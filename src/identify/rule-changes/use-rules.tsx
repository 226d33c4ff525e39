import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Failure, send } from "../../ui/api.ts";
import { toast } from "../../ui/parts/toast.ts";
import { useWords } from "../../ui/parts/use-words.ts";
import type { IdentityRules } from "../rules/contract.ts";
import type { AppliedAnswer, PreviewAnswer } from "./contract.ts";

const RULES = "/api/v1/identity/rules";

/** Asks what rules would do. */
export function foresee(version: number, rules: IdentityRules): Promise<PreviewAnswer> {
  return send("POST", `${RULES}/preview`, { version, rules });
}

/** What is put in force: rules, or an earlier version of them. */
export type Wanted = { readonly version: number; readonly reason: string } & (
  | { readonly rules: IdentityRules }
  | { readonly restore: number }
);

function carryOut(wanted: Wanted): Promise<AppliedAnswer> {
  return "restore" in wanted ? send("POST", `${RULES}/restore`, wanted) : send("PUT", RULES, wanted);
}

/** Puts rules in force, said in passing with a way to take it back. */
export function useApply(onDone: () => void) {
  const { t } = useTranslation();
  const words = useWords();
  const queries = useQueryClient();
  const back = async (wanted: Wanted) => {
    const said = await carryOut(wanted).then(
      () => t("rules.takenBack"),
      (failure: unknown) => (failure instanceof Failure ? words(failure.problem, "message").text : ""),
    );
    toast(said || t("problem.other.happened"));
    await queries.invalidateQueries();
  };
  return useMutation({
    mutationFn: carryOut,
    onSuccess: async ({ version }, wanted) => {
      onDone();
      const undo: Wanted = { version, restore: wanted.version, reason: t("identity.atOnce") };
      toast(t("rules.applied"), { label: t("words.undo"), run: () => void back(undo) });
      await queries.invalidateQueries();
    },
  });
}
