import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Failure } from "../api.ts";

/** Sends a form; a refusal that names a field is shown at that field, any other above the button. */
export function useForm<Values, Answer>(
  submit: (values: Values) => Promise<Answer>,
  done: (answer: Answer) => unknown,
) {
  const queries = useQueryClient();
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
    at: (field: string) =>
      problem?.field === field ? [problem.message, problem.fix].filter(Boolean).join(" ") : undefined,
    /** A refusal that names no field of the form. */
    errorBeside: (fields: readonly string[]) =>
      error && !(problem?.field && fields.includes(problem.field)) ? error : null,
  };
}
