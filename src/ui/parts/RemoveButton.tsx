import { Button } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { send } from "../api.ts";
import { ProblemNote } from "./ProblemNote.tsx";
import { toast } from "./toast.ts";

type RemoveButtonProps = {
  /** What is removed by DELETE, and put back by PUT. */
  path: string;
  /** What putting it back sends. */
  again: unknown;
  /** Said when it is gone. */
  said: string;
};

/** Removes what can be put back, at once, with an undo; says so where either fails. */
export function RemoveButton({ path, again, said }: RemoveButtonProps) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const refresh = () => queries.invalidateQueries();
  const back = useMutation({ mutationFn: () => send("PUT", path, again), onSuccess: refresh });
  const remove = useMutation({
    mutationFn: () => send("DELETE", path),
    onSuccess: () => (
      toast(said, { label: t("words.undo"), run: () => back.mutate(undefined, { onError: refused }) }),
      refresh()
    ),
  });
  const refused = () => toast(t("problem.other.happened"));
  return (
    <>
      <Button size="compact-xs" variant="default" loading={remove.isPending} onClick={() => remove.mutate()}>
        {t("words.remove")}
      </Button>
      {remove.error && <ProblemNote error={remove.error} />}
    </>
  );
}
