import { useMutation, useQueryClient } from "@tanstack/react-query";
import { createElement, type ReactNode } from "react";
import { Failure } from "../api.ts";
import { SaidText } from "./SaidText.tsx";
import { useWords } from "./use-words.ts";

/** Sends a form; a refusal that names a field is shown at that field, any other above the button. */
export function useForm<Values, Answer>(
  submit: (values: Values) => Promise<Answer>,
  done: (answer: Answer) => unknown,
) {
  const queries = useQueryClient();
  const words = useWords();
  const mutation = useMutation({
    mutationFn: submit,
    onSuccess: async (answer) => {
      await done(answer);
      await queries.invalidateQueries();
    },
  });
  const { error } = mutation;
  const problem = error instanceof Failure ? error.problem : null;
  return {
    submit: mutation.mutate,
    busy: mutation.isPending,
    /** The complaint about a field, with its fix. */
    at: (field: string): ReactNode => {
      if (!problem || !isAt(problem.field, field)) return undefined;
      const message = words(problem, "message");
      const fix = words(problem, "fix");
      // What is wrong with a value says by itself what to do: another one.
      const isPlain = problem.reason?.startsWith("form.") && problem.reason !== "form.control_characters";
      const said = isPlain ? [message] : [message, fix];
      const text = said.map((one) => one.text).filter(Boolean);
      return createElement(SaidText, { said: { text: text.join(" "), foreign: message.foreign } });
    },
    /** A refusal that names no field of the form. */
    errorBeside: (fields: readonly string[]) =>
      error && !fields.some((field) => isAt(problem?.field, field)) ? error : null,
  };
}

/** Whether a refusal is about a field, or about one of its values: "tags.1". */
function isAt(named: string | undefined, field: string): boolean {
  return named === field || named?.startsWith(`${field}.`) === true;
}
